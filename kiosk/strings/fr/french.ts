// French as one language of the page: its words and how it writes dates. Loaded after the first picture, never before.
import type { Language } from '../../language.ts';
import { fr } from './first.ts';
import { later } from './later.ts';

export const french: Language = { code: 'fr', locale: 'fr-FR', first: fr, later };
