// Words in French for what is asked around a taking, a return and a handover, and for the page about oneself.
import type { asking as english } from '../en/asking.ts';
import { FAULTS } from './refusals.ts';
import { counted, keyName, keys, listed, NO_RECORDS, number } from './sentences.ts';
import { since, span } from './times.ts';

const TOO_EASY = 'Trop facile\u00a0: les chiffres se répètent ou se suivent.';

/** Reasons that hospitals ask for; a set-up may have others. */
const REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alarm: 'Alarme',
    audit: 'Audit',
    cleaning: 'Nettoyage',
    complaint: 'Réclamation',
    delivery: 'Livraison',
    emergency: 'Urgence',
    inspection: 'Contrôle',
    lock_fault: 'Panne de serrure',
    maintenance: 'Entretien',
    patient_care: 'Soin au patient',
    repair: 'Réparation',
    stock_check: 'Inventaire',
    training: 'Formation',
  }),
);

export const asking: typeof english = {
  keys,
  keyNumber: (of) => `Clé ${of}`,
  slotNumber: (of) => `Emplacement ${of}`,
  since,
  span,
  letters: { pad: 'Lettres', space: 'Espace', done: 'Valider' },
  step: (minutes) => {
    const size = Math.abs(minutes);
    const length = size === 1440 ? '1\u00a0jour' : size === 60 ? '1\u00a0h' : `${size}\u00a0min`;
    return `${minutes < 0 ? '−' : '+'} ${length}`;
  },
  reason: {
    title: 'Pour quoi faire\u00a0?',
    of: (choice) => REASONS.get(choice) ?? choice.charAt(0).toUpperCase() + choice.slice(1).replaceAll(/[._-]/g, ' '),
  },
  glass: {
    title: 'Bris de glace\u00a0: dites pourquoi',
    loud: 'Une alarme est émise et chaque cas est examiné.',
  },
  witness: {
    back: (key) => `La clé ${key.number} est rendue. Il faut un témoin.`,
    from: (groups) => (groups.length === 0 ? 'N’importe qui d’autre.' : `Parmi\u00a0: ${listed(groups, 'or')}.`),
    nobody: 'Personne ne peut venir',
    faults: {
      same_person: 'C’est vous. Il faut quelqu’un d’autre.',
      already_there: 'Cette personne est déjà témoin.',
      not_among: 'Cette personne ne peut pas être témoin ici.',
      not_valid: 'Ce badge n’est pas valable en ce moment.',
    },
  },
  handover: {
    tap: 'Votre collègue doit badger',
    wait: 'Transmission en cours',
    agree: (isCounted) => (isCounted ? 'Vous la prenez, et le compte est juste\u00a0?' : 'Vous la prenez\u00a0?'),
    count: (count) => `Compte\u00a0: ${count}`,
    confirm: 'Je la prends',
    refuse: 'Non',
    counted: 'Combien y en a-t-il\u00a0?',
  },
  report: {
    title: 'Qu’est-ce qui ne va pas\u00a0?',
    howBad: 'Est-ce grave\u00a0?',
    known: 'Déjà signalé',
    noted: 'C’est noté',
    faults: FAULTS,
    severity: { minor: 'Peut attendre', major: 'À traiter vite', critical: 'Ne plus l’utiliser' },
    failures: {
      storage_unavailable: NO_RECORDS,
      not_yours: 'Vous n’avez pas cette clé.',
      not_a_vehicle: 'Ce n’est pas un véhicule.',
      mileage_fell: 'C’était plus avant. Relisez le compteur.',
      already_reported: 'Vous l’avez déjà signalé. C’est noté.',
      too_many_open: 'Trop de signalements ouverts pour cette clé. Un responsable doit d’abord les voir.',
    },
  },
  vehicle: {
    title: 'Relevé du véhicule',
    begin: 'Commencer',
    mileage: 'Kilométrage',
    fuel: 'Niveau du réservoir\u00a0?',
    place: 'Où est-il garé\u00a0?',
    skip: 'Pas relevé',
    last: 'Dernier relevé',
    kilometres: (count) => `${number(count)}\u00a0km`,
    eighths: (level) => (level === 0 ? 'Vide' : level === 8 ? 'Plein' : `Plein aux ${level}/8`),
  },

  where: {
    title: (key) => `Place de la clé ${key.number}`,
    homeless: 'Elle n’a pas d’emplacement dans cette armoire.',
    place: (row, column) => `${nth(row)} rangée depuis le haut, ${nth(column)} place depuis la gauche`,
  },

  wrongPlace: {
    title: (key) => {
      if (key === undefined) return 'Mauvaise place';
      return key === 'unknown' ? 'Porte-clés inconnu' : `Mauvaise place\u00a0: clé ${key.number}`;
    },
    inside: (slot) => `Rien ne va au n°\u00a0${slot}.`,
    takeOut: 'Retirez-le.',
    isIn: 'Pas ici',
    belongsIn: 'Sa place',
    home: (slot) => `n°\u00a0${slot}`,
    open: (slot) => `Ouvrir le ${slot}`,
  },

  pinFaults: {
    not_a_pin: 'C’est trop court.',
    too_short: 'C’est trop court.',
    repeated: TOO_EASY,
    run: TOO_EASY,
    pattern: TOO_EASY,
    staff_number: 'Ce code est dans votre matricule.',
    already_used: 'Vous avez déjà ce code.',
    not_proved: 'Quittez, badgez et saisissez d’abord votre code PIN.',
    busy: 'L’armoire est occupée. Réessayez.',
    storage_failed: NO_RECORDS,
    different: 'Les deux codes ne sont pas identiques. Recommencez.',
  },
  newPin: {
    choose: {
      first: 'Choisissez votre code PIN',
      changed: 'Choisissez un nouveau code PIN',
      duress: 'Choisissez un code PIN de contrainte',
    },
    repeat: 'Saisissez-le encore une fois',
    least: (digits) => `${digits} à 12 chiffres`,
  },
  booked: (what) => (what.kind === 'key' ? keyName(what.key) : `Une clé «\u00a0${what.name}\u00a0»`),
  account: {
    title: 'Code PIN, badges, réservations',
    change: 'Changer votre code PIN',
    duress: 'Code PIN de contrainte',
    noPin: 'Vous n’en avez pas. Demandez à un responsable.',
    enrol: 'Ajouter un badge',
    badges: (all, weak) =>
      `Vous en avez ${all}${weak === 0 ? '' : `, dont ${counted(weak, 'facile', 'faciles')} à copier`}`,
    code: 'Saisissez le code donné par le responsable',
    book: 'Réserver',
    what: 'Réserver quoi\u00a0?',
    from: 'À partir de quand\u00a0?',
    until: 'Jusqu’à quand\u00a0?',
    nothingToBook: 'Rien ne se réserve.',
    bookings: 'Vos réservations',
    cancel: 'Annuler la réservation',
    inUse: 'Vous l’avez en ce moment',
    notices: {
      pin_changed: 'Votre code PIN est changé.',
      duress_set: 'C’est enregistré.',
      badge_enrolled: 'Ce badge est maintenant le vôtre.',
      booked: 'C’est réservé.',
      booking_cancelled: 'La réservation est annulée.',
      no_badge: 'Aucun badge n’a été présenté.',
    },
    badgeFaults: {
      no_such_code: 'Ce code n’est pas valable.',
      badge_of_another: 'Ce badge n’est pas à vous.',
      badge_known: 'Vous avez déjà ce badge.',
      storage_failed: NO_RECORDS,
    },
    taken: (when) => `Déjà réservé par d’autres ${when}.`,
    bookingFaults: {
      ends_before_it_begins: 'La fin est avant le début.',
      in_the_past: 'Cette heure est passée.',
      too_far: 'C’est trop loin ou trop long.',
      too_many: 'Vous avez trop de réservations.',
      no_key: 'Aucune clé ne convient.',
      not_bookable: 'Cela ne se réserve pas.',
      no_such_booking: 'Elle n’existe déjà plus.',
      in_use: 'Vous l’avez en ce moment.',
      storage_unavailable: NO_RECORDS,
    },
  },
};

/** "1re", "2e": of a row, of a place. */
function nth(place: number): string {
  return place === 1 ? '1re' : `${place}e`;
}
