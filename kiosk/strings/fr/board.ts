// Les mots français de la vue d'ensemble du responsable : ce qui manque, la recherche dès la première lettre, un badge à remettre.
import type { boardWords as english } from '../en/board.ts';
import { counted } from './sentences.ts';

export const boardWords: typeof english = {
  board: {
    title: 'L’armoire en ce moment',
    inside: (count) => counted(count, 'clé en place', 'clés en place'),
    counts: {
      alarms: 'Alarmes',
      overdue: 'En retard',
      lost: 'Perdues',
      faults: 'Défauts',
      reviews: 'À examiner',
      out: 'Sorties',
      suspended: 'Suspendus',
    },
    calm: 'Toutes les clés sont en place. Rien à faire.',
    none: 'Rien.',
    sheet: (sheet, sheets) => `Page ${sheet} sur ${sheets}`,
    next: 'Page suivante',
    before: 'Page précédente',
    find: 'Chercher',
    map: 'Plan',
    alarms: 'Alarmes',
    emergency: 'Urgence',
    more: 'Plus',
    enrol: 'Enregistrer un badge pour cette personne',
    enrolling: 'Présentez le nouveau badge au lecteur',
    enrolFor: (name) => `Il devient le badge de ${name}. Le registre note que vous l’avez remis.`,
  },
  find: {
    title: 'Chercher une clé ou une personne',
    hint: 'Tapez le début d’un nom, ou un numéro.',
    nothing: (text) => `Rien ne commence par «\u00a0${text}\u00a0». Tapez moins de lettres.`,
    typed: (text) => (text === '' ? 'Rien de saisi' : `Saisi\u00a0: ${text}`),
    clear: 'Vider',
    results: 'Résultats',
    letters: 'azertyuiopqsdfghjklmwxcvbn',
  },
};
