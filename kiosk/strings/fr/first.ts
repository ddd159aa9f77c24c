// The words of the first screens in French: short, verb first, vouvoiement, never a code; every refusal says who can help.
import type { KeyOffer } from '../../../controller/contract/snapshot.ts';
import type { Words } from '../en/first.ts';
import { counted, failureText, form, keyName, keys, listed, noticeText, slotsNamed } from './sentences.ts';
import { from, since, until } from './times.ts';

export const fr: Words = {
  simulated: 'Simulation',
  signOut: 'Quitter',
  keyName,
  named: (who, what) => `${who}\u00a0: ${what}`,
  note: { write: 'Dites pourquoi', add: 'Ajoutez une note, ou laissez vide' },
  handOver: 'Transmettre',
  breakGlass: 'Bris de glace',
  reporting: { button: 'Signaler', fault: 'Signaler un défaut', vehicle: 'Kilomètres, carburant, place' },
  aboutMe: 'Vous',
  readability: 'Texte, couleurs, langue, son',
  supervisor: 'Responsable',
  device: 'Appareil',
  loading: 'Un instant',
  notLoaded: 'Cette page ne peut pas s’afficher. Revenez et réessayez.',
  cancel: 'Annuler',
  back: 'Retour',
  ask: (contact) => `Contactez ${contact}.`,
  slot: 'Emplacement',
  secondsLeft: (seconds) => `Encore ${counted(seconds, 'seconde', 'secondes')}`,
  seconds: (seconds) => `${seconds}\u00a0s`,
  pageUp: (list) => `Page précédente\u00a0: ${list}`,
  pageDown: (list) => `Page suivante\u00a0: ${list}`,

  notLive: (time) => (time === null ? 'Pas encore en liaison' : `Hors liaison ${since(time)}`),
  notLiveHint: 'Vous pouvez toujours remettre les clés.',
  noClock: '--:--',

  starting: {
    title: 'Démarrage',
    reaching: 'Liaison avec l’armoire',
    connecting: 'Connexion aux emplacements et au lecteur',
    reconciling: 'Comparaison des emplacements avec le registre',
    waitingFor: (what) =>
      `En attente\u00a0: ${listed(what.map((one) => (one.part === 'board' ? `module ${one.id}` : 'stockage')))}`,
  },

  waiting: (people) => counted(people, 'personne attend', 'personnes attendent'),

  idle: {
    number: 'Sans badge\u00a0? Matricule',
    typeNumber: 'Saisissez votre matricule',
    tap: 'Badgez',
    clean: 'Nettoyer',
    hint: 'Pour prendre une clé. Pour la rendre, remettez-la à sa place.',
    outOfService: 'Retours seulement',
    counts: { in: 'Présentes', out: 'Sorties', overdue: 'En retard', faults: 'Défauts' },
  },

  pin: {
    title: 'Saisissez votre code PIN',
    forKey: (key) => `Votre code PIN pour la clé ${key.number}`,
    forDesk: 'Votre code PIN pour l’espace responsable',
    digits: (count) => (count === 0 ? 'Aucun chiffre saisi' : counted(count, 'chiffre saisi', 'chiffres saisis')),
    delete: 'Effacer',
    enter: 'Valider',
    pad: 'Clavier du code PIN',
    hint: '4 à 12 chiffres',
    wrong: 'Code PIN faux.',
    triesLeft: (tries) => `Encore ${counted(tries, 'essai', 'essais')}.`,
    wait: (seconds) => `Trop d’essais. Attendez ${seconds}\u00a0s.`,
    locked: 'Votre code PIN est bloqué.',
    checking: 'Vérification…',
    troubles: { busy: 'Patientez un instant.', expired: 'Ce code PIN provisoire n’est plus valable.' },
  },

  home: {
    yourKeys: 'Vos clés',
    noKeys: 'Aucune clé pour vous dans cette armoire.',
    take: 'Prendre',
    takeKey: (key) => `Prendre la clé ${key.number}, ${key.name}`,
    youHave: 'Vous avez',
    due: (when) => capital(until(when)),
    dueSoon: (when) => `Bientôt à rendre, ${when}`,
    noLimit: 'Sans limite de temps',
    overdue: (length) => `En retard de ${length}`,
    showWhere: 'Montrer sa place',
    find: 'Chercher',
    findTitle: 'Une partie du nom, ou le numéro',
    found: (sought) => `Clés avec ${sought}`,
    all: 'Toutes les clés',
    return: 'Rendre',
    more: 'Plus',
    moreKey: (key) => `Plus pour la clé ${key.number}, ${key.name}`,
    several: 'Plusieurs',
    takeMany: (count) => (count === 0 ? 'Choisissez les clés' : `Prendre ${keys(count)}`),
    rest: (list) => `Pas ouvert\u00a0: ${listed(list.map(({ number }) => `clé ${number}`))}.`,
    takeRest: 'Réessayer',
    usual: 'Vous la prenez souvent',
    asks: (what) => `Demande ${listed(what.map((one) => ASKS[one]))}`,
    bookedSoon: (when) => `Réservée ${from(when)}`,
    egress: 'À garder sur vous',
    returnKey: (key) => `Rendre la clé ${key.number}, ${key.name}`,
    misfilled: (slot) => `Au n°\u00a0${slot}, un objet n’est pas à sa place.`,
    open: (slot) => `Ouvrir le ${slot}`,
    classes: { ordinary: null, controlled: 'Contrôlée', master: 'Passe', vehicle: 'Véhicule' },
  },

  act: {
    releasing: (slot, key) => [`Ouverture de l’emplacement ${slot}`, key === null ? '' : keyName(key)],
    take: (_, key) =>
      key === null
        ? ['Retirez ce qui est dans cet emplacement', 'Ce n’est pas sa place.']
        : [`Prenez la clé ${key.number}`, key.name],
    'push-back': (slot, key) => [
      `${key === null ? 'Repoussez-la' : `Repoussez la clé ${key.number}`} jusqu’au déclic`,
      `L’emplacement ${slot} est encore ouvert.`,
    ],
    return: (_, key) => (key === null ? ['', ''] : [`Remettez la clé ${key.number} ici`, key.name]),
  },

  blind: {
    fob: null,
    presence: 'Vérifiez le numéro\u00a0: ici, rien ne distingue les clés.',
    bolt: 'Vérifiez le numéro\u00a0: ici, seul le verrou est contrôlé.',
  },

  toKeys: 'Revenir à vos clés',
  nth: (nth, of) => `Clé ${nth} sur ${of}`,

  refused: { countdown: (seconds) => `Cette page se ferme dans ${seconds}\u00a0s.` },

  map: {
    name: 'L’armoire',
    slots: slotsNamed,
    lit: (numbers) =>
      `L’armoire, ${form(numbers.length, 'emplacement', 'emplacements')} ${listed(numbers.map(String))} en évidence`,
  },

  refusal: () => 'Ce n’est pas possible maintenant.',
  notice: noticeText,
  failure: failureText,
  look: (slots) =>
    `Quelqu’un doit vérifier ${slots.length === 0 ? 'l’armoire' : `${form(slots.length, 'l’', 'les ')}${slotsNamed(slots).toLowerCase()}`}`,
  severity: { alarm: 'Alarme', warning: 'Avertissement' },
  more: (count) => `et ${counted(count, 'autre', 'autres')}`,
};

const ASKS: Readonly<Record<KeyOffer['asks'][number], string>> = {
  pin: 'votre code PIN',
  reason: 'un motif',
  witness: 'un témoin',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
