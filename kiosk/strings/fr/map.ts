// Les mots français du plan des emplacements.
import type { mapWords as english } from '../en/map.ts';
import { from } from './times.ts';

export const mapWords: typeof english = {
  plan: {
    title: 'Plan des emplacements',
    states: {
      in: 'Présente',
      take: 'Prenez ici',
      put: 'Remettez ici',
      yours: 'Avec vous',
      out: 'Sortie',
      overdue: 'En retard',
      reserved: 'Réservée',
      wrong: 'Mauvaise place',
      push: 'Repoussez',
      fault: 'Défaut',
      free: 'Libre',
      unknown: 'Pas lu',
    },
    from: (when) => from(when).replace(/^à/, 'À'),
    belongs: (slot) => `Sa place\u00a0: ${slot}`,
    legend: 'Légende',
    number: 'Numéro d’emplacement',
    which: 'Quel emplacement\u00a0?',
    none: (slot) => `Il n’y a pas d’emplacement ${slot}.`,
    free: 'Aucune clé n’a sa place ici.',
    list: 'Emplacements à regarder',
    calm: 'Rien à signaler ici.',
    holds: (key, state) => `${key}. ${state}`,
  },
};
