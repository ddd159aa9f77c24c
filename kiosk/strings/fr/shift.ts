// Words of a shift that is handed over, and of two people who stand side by side, in French. Plain words, verb first.
import type { shiftWords as english } from '../en/shift.ts';
import { counted, form, NO_RECORDS } from './sentences.ts';

export const shiftWords: typeof english = {
  shift: {
    title: 'Relève',
    note: 'L’état du moment, signé par deux responsables.',
    from: (name) => `${name} passe la relève`,
    counts: {
      out: 'Sorties',
      overdue: 'En retard',
      astray: 'Manquantes ou perdues',
      controlledIn: 'Stupéfiants en place',
      faults: 'Défauts',
      alarms: 'Alarmes',
      suspended: 'Suspendus',
      quarantined: 'Emplacements hors service',
    },
    ofAll: (part, all) => `${part}/${all}`,
    lists: {
      alarms: 'Alarmes ouvertes',
      overdue: 'En retard',
      astray: 'Manquantes ou perdues',
      missing: 'Clés contrôlées hors de leur emplacement',
      faults: 'Défauts signalés',
      quarantined: 'Emplacements hors service',
      out: 'Sorties',
      suspended: 'Personnes suspendues',
    },
    quiet: 'Rien n’est sorti, tout est en ordre.',
    last: (by, to, when) => `Dernière relève\u00a0: ${by} à ${to}, ${when}`,
    lastNote: (text) => `Message laissé\u00a0: «\u00a0${text}\u00a0»`,
    never: 'Aucune relève signée pour l’instant.',
    more: (count) => `et ${count} de plus`,
    sign: 'Passer la relève et signer',
    write: 'Message (facultatif)',
    pin: (name) => `${name}\u00a0: code PIN pour signer`,
    tap: 'Au responsable suivant\u00a0: badgez',
    check: 'Vérification…',
    agree: (name) => `${name}\u00a0: prenez-vous la relève\u00a0?`,
    confirm: 'Je prends la relève',
    refuse: 'Pas encore',
    done: (name) => `${name} a pris la relève`,
    signed: (from, when) => `Signée par les deux à ${when}. ${from} a terminé.`,
    summary: ({ out, overdue, alarms }) =>
      [
        counted(out, 'clé sortie', 'clés sorties'),
        `${overdue} en retard`,
        counted(alarms, 'alarme ouverte', 'alarmes ouvertes'),
      ].join(', '),
    noted: (text) => `Message\u00a0: «\u00a0${text}\u00a0»`,
    faults: {
      not_a_supervisor: 'Ce badge n’est pas celui d’un responsable. Un autre responsable doit prendre la relève.',
      storage_unavailable: NO_RECORDS,
      same_person: 'C’est vous. Un autre responsable doit prendre la relève.',
      sheet_changed: 'L’état a changé depuis votre lecture. Relisez, puis signez.',
      text_too_long: 'Le message est trop long.',
      timed_out: 'Personne n’a signé à temps. La relève n’est pas passée.',
    },
    refusals: {
      not_a_supervisor: 'Seul un responsable peut passer la relève',
      storage_unavailable: 'L’armoire ne peut rien enregistrer pour l’instant',
    },
  },
  sides: {
    gives: 'Donne',
    takes: 'Reçoit',
    badge: 'Badgez ici',
    stands: 'Témoin',
    wanted: (place, all) => `Personne ${place} sur ${all}`,
    standers: (missing) =>
      form(missing, 'Une autre personne doit badger', `${missing} autres personnes doivent badger`),
    toTake: (key) => `Pour prendre\u00a0: ${key}`,
  },
};
