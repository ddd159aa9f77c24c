// Words in French for the alarm that takes the screen over, and for why keys can only be put back.
import type { takeoverWords as english } from '../en/takeover.ts';
import { counted } from './sentences.ts';

export const takeoverWords: typeof english = {
  takeover: {
    more: (count) => `${counted(count, 'autre alarme', 'autres alarmes')}.`,
    over: 'C’est fini.',
    call: (contact) => `Appelez un responsable, ou ${contact}.`,
    tap: 'Badgez\u00a0: pour acquitter, ou pour vos clés.',
  },
  service: {
    storage_failed: 'L’armoire ne peut plus rien enregistrer.',
    storage_full: 'Il n’y a plus de place pour le registre.',
    last_power: 'Plus de secteur, et la batterie est presque vide.',
    reader_lost: 'Aucun lecteur de badges ne répond.',
  },
};
