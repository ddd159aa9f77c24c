// Words of the pages about rights in French, and why a person may not take a key. Plain words, never a code.
import type { rightsWords as english, whyNot as englishWhyNot } from '../en/rights.ts';
import { ranges } from '../ranges.ts';
import { counted, form, listed } from './sentences.ts';
import { on } from './times.ts';

type Why = Parameters<typeof englishWhyNot>[0][number];

const REASONS: Readonly<Record<Why, string>> = {
  staff_suspended: 'accès suspendu',
  staff_not_yet_valid: 'accès pas encore ouvert',
  staff_expired: 'accès terminé',
  witness_only: 'témoin et retours seulement',
  no_grant: 'pas de droit',
  outside_schedule: 'pas à cette heure',
  qualification_missing: 'une formation manque',
  qualification_expired: 'une formation a expiré',
  pin_required: 'code PIN obligatoire',
  pin_not_set: 'pas encore de code PIN',
  allowance_reached: 'nombre maximal de clés atteint',
  group_allowance_reached: 'nombre maximal de ces clés atteint',
  holds_overdue: 'une clé est en retard',
  excluded_by: 'une autre clé prise l’exclut',
  locked_out_by: 'une autre clé doit être rendue',
  witness_required: 'aucun témoin possible',
  reason_required: 'motif obligatoire',
  booking_required: 'réservation obligatoire',
  booked_by_other: 'réservée par quelqu’un d’autre',
  key_faulty: 'la clé a un défaut',
  key_out: 'la clé est sortie',
  key_unaccounted: 'la clé manque',
  key_in_doubt: 'on ne sait pas où est la clé',
  key_lost: 'la clé est perdue',
  key_has_no_slot: 'la clé n’a pas d’emplacement',
  slot_busy: 'l’emplacement est occupé',
  slot_silent: 'l’emplacement ne répond pas',
  slot_faulty: 'l’emplacement est en panne',
  slot_quarantined: 'l’emplacement est hors service',
  slot_not_misfilled: 'rien n’est mal placé',
  holds_nothing: 'aucune clé prise',
  storage_unavailable: 'l’armoire ne peut rien enregistrer',
  on_battery: 'l’armoire est en fin de batterie',
};

/** Why a person may not take a key, in words. */
export function whyNot(codes: readonly Why[]): string {
  return codes.map((code) => REASONS[code]).join(', ');
}

export const rightsWords: typeof english = {
  rights: {
    review: 'Revoir les droits',
    ofPerson: 'Revoir ce que cette personne peut prendre',
    title: (name) => `Droits\u00a0: ${name}`,
    sheet: (sheet, sheets) => `Page ${sheet} sur ${sheets}`,
    never: 'Jamais revus',
    last: ({ by, same }, when) => `Revus ${on(when)} par ${by.name}, ${same ? 'inchangés depuis' : 'modifiés depuis'}`,
    nobody: 'Aucun droit n’y mène.',
    next: 'Page suivante',
    before: 'Page précédente',
    sign: 'Signer',
    again: 'Revoir',
    pin: 'Votre code PIN pour signer',
    keys: ({ keys: of, every }) =>
      every ? 'Toutes les clés' : `${form(of.length, 'Clé', 'Clés')} ${ranges(of.map(({ number }) => number))}`,
    may: ({ hours, why }) =>
      why.length > 0
        ? `Ne peut pas prendre\u00a0: ${whyNot(why)}`
        : hours.length === 0
          ? 'Peut prendre à toute heure'
          : `Peut prendre\u00a0: ${listed(hours)}`,
    booked: (span) => `A réservé ${span}`,
    glass: 'Peut briser la glace pour elle, avec un motif et un examen',
    badges: {
      strong: '',
      weak: 'Badge facile à copier seulement',
      none: 'Pas de badge',
    },
  },
  weak: {
    title: 'Badges faciles à copier',
    count: (people) => counted(people, 'personne', 'personnes'),
    nobody: 'Plus personne n’en a.',
    carries: (weak, strong) =>
      `${counted(weak, 'facile', 'faciles')} à copier${strong === 0 ? ', et aucun autre' : `, ${counted(strong, 'sûr', 'sûrs')}`}`,
  },
  correct: {
    button: 'Corriger les kilomètres',
    title: 'Kilomètres affichés',
  },
};
