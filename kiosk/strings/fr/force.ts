// Words of releases past the rules and of slots out of use, in French. Short, verb first, never a code.
import type { forceWords as english, forceFaults as englishFaults } from '../en/force.ts';
import { form, NO_RECORDS } from './sentences.ts';

const SECONDS = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });

/** Why no slot was opened, or none taken out of use. */
export const forceFaults: Readonly<Record<keyof typeof englishFaults, string>> = {
  key_out: 'La clé est sortie. Rien n’a été ouvert.',
  key_unaccounted: 'La clé manque. Rien n’a été ouvert.',
  key_in_doubt: 'On ne sait pas où est la clé. Rien n’a été ouvert.',
  key_lost: 'La clé est déclarée perdue. Rien n’a été ouvert.',
  key_has_no_slot: 'La clé n’a pas d’emplacement dans cette armoire.',
  slot_busy: 'L’emplacement est occupé. Attendez un instant, puis réessayez.',
  slot_silent: 'L’emplacement ne répond pas. Rien n’a été ouvert.',
  slot_faulty: 'L’emplacement est en panne. Rien n’a été ouvert.',
  slot_quarantined: 'L’emplacement est hors service. Remettez-le d’abord en service.',
  on_battery: 'Sur batterie\u00a0: retours seulement. Rien n’a été ouvert.',
  storage_unavailable: NO_RECORDS,
  already_quarantined: 'Il est déjà hors service.',
  not_quarantined: 'Il est déjà en service.',
};

export const forceWords: typeof english = {
  force: {
    button: 'Forcer la sortie de cette clé',
    past: 'Malgré les règles\u00a0: avec un motif et votre code PIN',
    why: (reason) => `Impossible\u00a0: ${reason}`,
    ask: (key) => `Pourquoi sortir la clé ${key.number}\u00a0?`,
    reasons: [
      'Une personne est en danger',
      'Le soin ne peut pas attendre',
      'Aucune personne autorisée n’est joignable',
    ],
    other: 'Autre motif\u00a0: écrivez-le',
    pin: (key) => (key === null ? 'Code PIN pour l’ouverture d’urgence' : `Code PIN pour sortir la clé ${key.number}`),
    title: (key) => `Sortir la clé ${key.number}, ${key.name}\u00a0?`,
    answer: 'Vous la prenez malgré les règles et vous en répondez. Un autre responsable doit l’examiner.',
    emergency: (group) => `Ouvrir ${group}\u00a0?`,
    every: 'Ouvrir tous les emplacements\u00a0?',
    countCaption: 'Clés à sortir',
    inTurn: 'Les emplacements s’ouvrent l’un après l’autre, même hors service. Les clés seront à votre nom.',
    hold: 'Ouvrir',
    holdFor: (seconds) => `Maintenez ${SECONDS.format(seconds)} seconde`,
    holding: (seconds) => `Maintenez encore ${SECONDS.format(seconds)}\u00a0s`,
    openingSlot: (slot) => `Ouverture de l’emplacement ${slot}`,
    take: (key) => `Prenez la clé ${key.number}`,
    have: (key) => `Vous avez la clé ${key.number}`,
    review: 'Un autre responsable doit l’examiner.',
    backToKey: 'Retour à la clé',
    outcomes: {
      not_begun: 'L’emplacement n’était pas prêt',
      not_recorded: 'L’ouverture n’a pas pu être enregistrée',
      'release.not_taken': 'La clé n’a pas été prise',
      'release.not_opened': 'L’emplacement ne s’est pas ouvert',
      'release.unknown': 'On ne sait pas ce qu’a fait l’emplacement',
      silent: 'L’emplacement n’a pas répondu',
      stopped: 'L’ouverture a été arrêtée',
    },
    remedies: {
      not_begun: 'Attendez un instant, puis réessayez.',
      not_recorded: 'Rien n’a été ouvert. Faites vérifier le disque.',
      'release.not_taken': 'Repoussez la clé jusqu’au déclic, ou réessayez.',
      'release.not_opened': 'Le verrou est bloqué. Poussez un peu la clé et réessayez.',
      'release.unknown': 'Regardez si la clé est à sa place.',
      silent: 'Regardez si la clé est à sa place.',
      stopped: 'Sortez-la seule si elle est nécessaire.',
    },
    now: 'Ouverture d’urgence',
    allOut: 'Toutes les clés sont sorties',
    opening: 'Ouverture',
    takeFrom: 'Prenez au n°',
    openSlots: 'Ouverts\u00a0: prenez ces clés',
    failed: 'Encore en place',
    none: 'Rien n’est encore ouvert.',
    tally: (released, failed, total) =>
      `${released} sur ${total} ${form(released, 'sortie', 'sorties')}${failed === 0 ? '' : `, ${failed} en place`}`,
    stopping: 'Arrêt. Prenez les clés libérées.',
    quarantine: (slot) => `Mettre l’emplacement ${slot} hors service`,
    reinstate: (slot) => `Remettre l’emplacement ${slot} en service`,
    outSince: (by, since) => `Hors service depuis ${since}, ${by}`,
    returnsOnly: 'Rien n’en sort. On peut y remettre une clé.',
  },
};
