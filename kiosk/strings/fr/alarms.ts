// What is wrong with the cabinet in French: one sentence for each kind of alarm.
import type { AlarmView } from '../../../controller/contract/snapshot.ts';
import { slotsNamed } from './sentences.ts';

/** Said after the slots that it is about; a capital begins what is about no slot. */
const ALARMS: Readonly<Record<AlarmView['kind'], string>> = {
  key_removed: 'clé retirée sans autorisation',
  slot_misfilled: 'un objet n’est pas à sa place',
  fob_unknown: 'porte-clés inconnu',
  slot_left_unlocked: 'resté déverrouillé',
  slot_jammed: 'coincé',
  outcome_unknown: 'on ne sait pas si la clé a été prise',
  door_left_open: 'La porte est ouverte. Fermez-la',
  door_forced: 'La porte a été ouverte alors qu’elle devait être verrouillée',
  board_lost: 'cette partie de l’armoire ne répond pas',
  reader_lost: 'Le lecteur de badges ne répond pas',
  tamper: 'le boîtier de cette partie de l’armoire a été ouvert',
  mains_lost: 'plus de secteur\u00a0; cette partie fonctionne sur batterie',
  battery_low: 'la batterie de cette partie de l’armoire est faible',
  storage_failed: 'Rien ne peut être enregistré\u00a0: aucun emplacement ne s’ouvre, remettez les clés',
  storage_filling: 'Il reste peu de place pour le registre',
  storage_nearly_full: 'Il ne reste presque plus de place pour le registre',
  log_damaged: 'D’anciens enregistrements sont abîmés',
  clock_stepped: 'L’horloge de l’armoire a été changée',
  unexpected_event: 'Un événement inattendu s’est produit dans l’armoire',
  key_overdue: 'clé en retard',
  key_escalated: 'clé très en retard',
  key_lost: 'clé déclarée perdue',
  key_faulty: 'clé inutilisable',
  egress_key_in: 'quelqu’un doit garder cette clé sur soi',
  duress: 'Quelqu’un a ouvert l’armoire sous la contrainte',
  pin_locked: 'Un code PIN est bloqué après trop d’essais',
  break_glass: 'Une clé a été prise contre les règles, avec un motif',
  recall: 'Des clés sont rappelées',
};

/** What is wrong with the cabinet, in one line; or was, until somebody has acknowledged it. */
export function alarmText({ kind, slots, gone }: Pick<AlarmView, 'kind' | 'slots' | 'gone'>): string {
  const text = ALARMS[kind];
  const capital = text.charAt(0).toUpperCase();
  const isGlobal = slots.length === 0 || text.startsWith(capital);
  const said = isGlobal ? capital + text.slice(1) : `${slotsNamed(slots)}\u00a0: ${text}`;
  return `${said}${gone ? '. C’est fini\u00a0; un responsable doit acquitter' : ''}`;
}
