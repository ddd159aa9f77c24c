// Words of the desk of a supervisor in French. Short, verb first, never a code.
import type { DeskFaultCode } from '../../../controller/contract/desk.ts';
import type { deskWords as english } from '../en/desk.ts';
import { forceFaults } from './force.ts';
import { whyNot } from './rights.ts';
import { NO_RECORDS } from './sentences.ts';
import { on, since } from './times.ts';

const FAULTS: Partial<Readonly<Record<DeskFaultCode, string>>> = {
  not_a_supervisor: 'Vous n’êtes plus responsable.',
  text_required: 'Il faut une note.',
  text_too_long: 'La note est trop longue.',
  yourself: 'Pas pour vous-même.',
  already_done: 'Quelqu’un l’a déjà fait.',
  not_later: 'Ce n’est pas plus tard qu’avant.',
  too_far: 'C’est trop loin.',
  in_its_slot: 'Elle est à sa place.',
  badge_of_another: 'Ce badge appartient déjà à quelqu’un.',
  no_badge: 'Aucun badge n’a été présenté.',
  rights_changed: 'Les droits ont changé entre-temps. Revoyez-les, puis signez.',
  not_a_vehicle: 'Ce n’est pas un véhicule.',
  busy: 'L’armoire est occupée. Réessayez.',
  nothing_to_release: 'Il n’y a rien à ouvrir.',
  ...forceFaults,
};

export const deskWords: typeof english = {
  gone: 'fini',
  why: whyNot,
  desk: {
    title: 'L’armoire en ce moment',
    clock: {
      title: 'L’horloge a été changée',
      lines: [
        'Les droits ne reviennent jamais à une heure antérieure au registre. Une horloge en avance a mis fin à des droits\u00a0: la remettre à l’heure ne les rétablit pas.',
        'Les clés peuvent toujours être remises, et l’ouverture d’urgence fonctionne.',
        'Faites remettre l’horloge à l’heure. Si des personnes restent bloquées, deux personnes renouvellent l’armoire\u00a0: voir l’horloge dans le guide de l’installateur.',
      ],
    },
    done: 'C’est fait.',
    find: 'Chercher une clé ou une personne',
    more: 'Il y en a plus que ce qui est affiché.',
    keys: 'Clés',
    alarms: 'Alarmes',
    acknowledge: 'Acquitter',
    acknowledged: (name) => `Acquittée par ${name}`,
    byOther: 'Quelqu’un d’autre doit l’examiner.',
    faultList: 'Défauts',
    clear: 'Appuyez quand c’est réparé.',
    nowhere: 'Nulle part',
    with: (name) => `Avec ${name}`,
    missing: 'Manquante',
    during: (name) => `pendant la présence de ${name}`,
    astray: { doubt: 'On ne sait pas où', lost: 'Perdue' },
    misplaced: (slot) => `Son porte-clés est à l’emplacement ${slot}, qui n’est pas le sien.`,
    sensing: {
      presence: 'Présence seulement\u00a0: son emplacement voit qu’un porte-clés est là, pas lequel.',
      bolt: 'Verrou seulement\u00a0: son emplacement voit s’il est fermé, pas si un porte-clés est là.',
    },
    roles: {
      staff: '',
      witness: 'Témoin',
      supervisor: 'Responsable',
      installer: 'Installateur',
      auditor: 'Auditeur',
    },
    standings: {
      active: '',
      suspended: 'accès suspendu',
      suspended_here: 'accès suspendu ici',
      not_yet_valid: 'accès pas encore ouvert',
      expired: 'accès terminé',
    },
    number: (number) => `Matricule ${number}`,
    suspendedBy: (name, when) => `Accès suspendu par ${name} ${since(when)}`,
    suspend: 'Suspendre et rappeler les clés',
    openly: 'En le disant',
    silently: 'En silence',
    reinstate: 'Lever la suspension',
    what: 'Que pourrait prendre cette personne\u00a0?',
    who: 'Qui pourrait la prendre\u00a0?',
    at: (when) => capital(on(when)),
    may: 'Peut prendre',
    mayNot: 'Ne peut pas prendre',
    code: 'Code pour un nouveau badge',
    pin: 'Code PIN provisoire',
    secret: (of, name) => `${of === 'pin' ? 'Code PIN provisoire' : 'Code'} pour ${name}`,
    once: 'Notez-le maintenant. Il ne sera plus affiché.',
    badges: 'Badges',
    badge: (place, weak) => `Badge ${place}${weak ? ', facile à copier' : ''}`,
    revoke: 'Révoquer ce badge',
    extend: 'Prolonger',
    bookings: 'Réservations',
    reportLost: 'Déclarer perdue',
    found: 'Elle est retrouvée',
    emergency: 'Ouverture d’urgence',
    everyKey: 'Toutes les clés',
    stop: 'Ne plus rien ouvrir',
    failures: {
      not_begun: 'pas prêt',
      not_recorded: 'n’a pas pu être enregistré',
      'release.not_taken': 'pas prise',
      'release.not_opened': 'ne s’est pas ouvert',
      'release.unknown': 'pas sûr',
      silent: 'pas de réponse',
      stopped: 'arrêté avant',
    },
    refusals: {
      not_a_supervisor: 'Cet espace est réservé aux responsables.',
      pin_not_set: 'Cet espace demande un code PIN, et vous n’en avez pas encore.',
      storage_unavailable: NO_RECORDS,
    },
    fault: (code) => FAULTS[code] ?? 'Cela a changé entre-temps. Revérifiez.',
    notHeld: 'Personne ne l’a.',
    inSlot: 'Elle est à sa place.',
    yourself: 'Pas pour vous-même.',
  },
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
