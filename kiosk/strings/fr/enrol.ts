// Words of a badge that is added, by oneself or by a supervisor, in French. Plain words, verb first.
import type { enrolWords as english } from '../en/enrol.ts';
import { NO_RECORDS } from './sentences.ts';

export const enrolWords: typeof english = {
  caseNumber: 'Numéro de dossier, ou motif\u00a0?',
  enrol: {
    idle: 'J’ai un code',
    code: 'Tapez votre code à usage unique',
    looking: 'Vérification du code…',
    hold: 'Posez votre nouveau badge sur le lecteur',
    keep: 'Laissez-le jusqu’à ce que l’écran change.',
    done: 'Ce badge est à vous',
    welcome: (name) => `${name}, badgez pour commencer.`,
    leave: 'Arrêter',
    refusals: {
      no_such_code: 'Ce code n’est pas valable',
      badge_of_another: 'Ce badge est déjà à quelqu’un',
      badge_known: 'Ce badge est déjà à vous',
      storage_failed: NO_RECORDS,
      no_badge: 'Aucun badge n’a été posé',
    },
    tooMany: (when) => `Trop de codes erronés. Réessayez à ${when}`,
    stillGood: 'Votre code reste valable\u00a0: recommencez.',
  },
};
