// Why not, in French: a sentence for each refusal, never a code, without who can help. They come after the first screen.
import type { KeyLabel, RefusalView } from '../../../controller/contract/refusal-view.ts';
import type { KeyView } from '../../../controller/contract/snapshot.ts';
import type { OpenFault } from '../../../controller/contract/taking.ts';
import type { Telling } from '../moments.ts';
import { keys, listed, NO_RECORDS } from './sentences.ts';
import { from, on, since, until } from './times.ts';

const RETURN = 'Vous pouvez toujours rendre vos clés.';

/** What holds a person up, in one or two short sentences, without who can help. */
export function refusalText(refusal: RefusalView, { moments, now }: Telling): string {
  const when = (iso: string) => moments.near(Date.parse(iso), now);
  switch (refusal.code) {
    case 'badge_unknown':
      return 'Ce badge n’est pas connu.';
    case 'not_served':
      return `L’armoire ne peut rien vous remettre pour l’instant. ${RETURN}`;
    case 'staff_suspended':
      return `Votre accès est suspendu. ${RETURN}`;
    case 'staff_not_yet_valid':
      return `Votre accès commence ${on(when(refusal.from))}.`;
    case 'staff_expired':
      return `Votre accès a pris fin ${on(when(refusal.until))}. ${RETURN}`;
    case 'witness_only':
      return 'Vous pouvez être témoin et rendre des clés, pas en prendre.';
    case 'no_grant':
      return 'Vous n’avez pas droit à cette clé.';
    case 'outside_schedule':
      return refusal.opens === null
        ? 'Vous ne pouvez pas la prendre à cette heure.'
        : `Vous ne pouvez pas la prendre maintenant, seulement ${from(when(refusal.opens))}.`;
    case 'qualification_missing':
      return `Il vous faut d’abord\u00a0: ${refusal.qualification}.`;
    case 'qualification_expired':
      return `Votre formation «\u00a0${refusal.qualification}\u00a0» a expiré ${on(when(refusal.since))}.`;
    case 'pin_required':
      return `${needs(refusal)} votre code PIN. Badgez de nouveau et saisissez-le.`;
    case 'pin_not_set':
      return `${needs(refusal)} un code PIN, et vous n’en avez pas encore.`;
    case 'allowance_reached':
      return most(refusal, '');
    case 'group_allowance_reached':
      return most(refusal, ` «\u00a0${refusal.group}\u00a0»`);
    case 'holds_overdue':
      return `Vous avez ${keys(refusal.keys.length)} en retard. Rendez d’abord ${labels(refusal.keys)}.`;
    case 'excluded_by':
      return refusal.key === null
        ? 'Elle ne se prend pas avec une autre clé que vous avez.'
        : `Personne ne peut l’avoir en même temps que ${labels([refusal.key])}. Rendez d’abord celle-ci.`;
    case 'locked_out_by':
      return `Doivent être rendues d’abord\u00a0: ${labels(refusal.keys)}.`;
    case 'witness_required':
      return `Il faut un témoin avec son badge\u00a0: encore ${refusal.needed - refusal.present} (${listed(refusal.from, 'or')}).`;
    case 'reason_required':
      return `Dites pourquoi il vous la faut\u00a0: ${refusal.group}.`;
    case 'booking_required':
      return `Il faut d’abord la réserver\u00a0: ${refusal.group}.`;
    case 'booked_by_other':
      return `Réservée par quelqu’un d’autre ${until(when(refusal.until))}.`;
    case 'key_faulty':
      return `Inutilisable ${since(when(refusal.since))}\u00a0: ${FAULTS[refusal.fault].toLowerCase()}.`;
    case 'key_lost':
      return `Déclarée perdue ${on(when(refusal.since))}.`;
    case 'key_out': {
      if (refusal.yours) return `Vous l’avez ${since(when(refusal.since))}.`;
      const back = refusal.due === undefined ? '' : ` Retour prévu ${on(when(refusal.due))}.`;
      return `Sortie ${since(when(refusal.since))}.${back}`;
    }
    case 'key_unaccounted':
      return `Manquante ${since(when(refusal.since))}.`;
    case 'key_in_doubt':
      return `On ne sait pas où elle est ${since(when(refusal.since))}. Quelqu’un doit vérifier.`;
    case 'key_has_no_slot':
      return 'Elle n’a pas d’emplacement dans cette armoire.';
    case 'slot_busy':
      return 'Son emplacement est occupé. Réessayez dans un instant.';
    case 'slot_silent':
      return 'Son emplacement ne répond pas.';
    case 'slot_faulty':
      return 'Son emplacement est en panne.';
    case 'slot_quarantined':
      return `Son emplacement est hors service ${since(when(refusal.since))}.`;
    case 'slot_not_misfilled':
      return 'Il n’y a rien à retirer de cet emplacement.';
    case 'holds_nothing':
      return 'Vous n’avez aucune clé.';
    case 'storage_unavailable':
      return NO_RECORDS;
    case 'on_battery':
      return 'Sur batterie\u00a0: retours seulement.';
    case 'bolt_jammed':
      return `L’emplacement ${refusal.slot} ne s’est pas ouvert. Il est coincé.`;
    case 'board_silent':
      return `L’emplacement ${refusal.slot} ne répond pas. Il s’est peut-être ouvert.`;
    case 'not_released':
      return `L’emplacement ${refusal.slot} n’a pas été ouvert. Réessayez.`;
  }
}

/** What is wrong with a key. */
export const FAULTS: Readonly<Record<OpenFault['fault'], string>> = {
  bent: 'Tordue',
  stuck: 'Tourne mal',
  ring_incomplete: 'Trousseau incomplet',
  tag_damaged: 'Étiquette abîmée',
  vehicle_damaged: 'Véhicule abîmé',
  vehicle_unsafe: 'Véhicule dangereux',
  other: 'Autre chose',
};

function most({ held, allowance }: { readonly held: number; readonly allowance: number }, of: string): string {
  return `Vous avez déjà ${keys(held)}${of}\u00a0: ${allowance} au maximum. Rendez-en une d’abord.`;
}

function needs({ keyClass, cause }: Extract<RefusalView, { code: 'pin_required' | 'pin_not_set' }>): string {
  if (cause === 'badge') return 'Votre badge peut être copié\u00a0: cette clé demande';
  if (cause === 'person') return 'Il vous faut toujours';
  return cause === 'key_class' ? `${CLASSES[keyClass]} demandent` : 'Cette clé demande';
}

const CLASSES: Readonly<Record<KeyView['class'], string>> = {
  ordinary: 'Ces clés',
  controlled: 'Les clés contrôlées',
  master: 'Les passes',
  vehicle: 'Les clés de véhicule',
};

/** "la clé 14, Lingerie" */
function labels(named: readonly KeyLabel[]): string {
  return listed(named.map(({ number: of, name }) => `la clé ${of}, ${name}`));
}
