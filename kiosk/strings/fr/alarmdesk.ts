// Les mots français des alarmes chez le responsable : que faire pour chacune, en une phrase.
import type { AlarmView } from '../../../controller/contract/snapshot.ts';
import type { alarmDeskWords as english } from '../en/alarmdesk.ts';
import { since } from './times.ts';

const WHAT_TO_DO: Readonly<Record<AlarmView['kind'], string>> = {
  key_removed: 'Voyez qui était à l’armoire et récupérez la clé avant tout.',
  slot_misfilled: 'Retirez ce qui s’y trouve et remettez la bonne clé.',
  fob_unknown: 'Retirez le porte-clés et cherchez à qui il est. Ne le donnez à personne.',
  slot_left_unlocked: 'Poussez la clé jusqu’au déclic.',
  slot_jammed: 'Ne forcez pas. Appelez la personne chargée de l’armoire.',
  outcome_unknown: 'Regardez dans l’emplacement\u00a0: la clé y est-elle\u00a0?',
  door_left_open: 'Fermez la porte jusqu’au déclic.',
  door_forced: 'Examinez la porte, comptez les clés et prévenez la sécurité.',
  board_lost: 'Appelez la personne chargée de l’armoire. Les clés de cette partie restent verrouillées.',
  reader_lost: 'Faites utiliser matricule et code PIN, et faites vérifier le lecteur.',
  tamper: 'Allez voir le boîtier maintenant et prévenez la sécurité.',
  mains_lost: 'Vérifiez la prise et le fusible. La batterie tient quelques heures.',
  battery_low: 'Rétablissez le secteur, ou sortez les clés qui seront nécessaires.',
  storage_failed: 'Appelez la personne chargée de l’armoire. D’ici là, on peut seulement remettre des clés.',
  storage_filling: 'Faites bientôt exporter les anciens enregistrements.',
  storage_nearly_full: 'Faites exporter les anciens enregistrements aujourd’hui, avant l’arrêt.',
  log_damaged: 'Ne touchez à rien et appelez la personne chargée de l’armoire.',
  clock_stepped: 'Faites vérifier l’horloge\u00a0: droits et échéances en dépendent.',
  unexpected_event: 'Dites à la personne chargée de l’armoire ce qui venait d’être fait.',
  key_overdue: 'Appelez la personne qui l’a, ou prolongez.',
  key_escalated: 'Appelez tout de suite la personne qui l’a. Si personne ne sait, déclarez la clé perdue.',
  key_lost: 'Cherchez au dernier endroit connu et décidez pour les serrures.',
  key_faulty: 'Retirez-la du service jusqu’à réparation.',
  egress_key_in: 'Remettez-la à la personne qui doit la porter pendant ce service.',
  duress: 'N’y allez pas seul. Appelez la sécurité sans rien dire devant l’écran.',
  pin_locked: 'Interrogez la personne, puis donnez un code PIN provisoire.',
  break_glass: 'Demandez pourquoi et notez si c’était justifié.',
  recall: 'Récupérez les clés auprès de cette personne et veillez à leur retour.',
};

export const alarmDeskWords: typeof english = {
  alarmDesk: {
    title: 'Alarmes',
    kinds: { alarm: 'Alarmes', warning: 'Avertissements' },
    toDo: WHAT_TO_DO,
    ended: 'Terminées depuis moins d’un jour',
    calm: 'Tout va bien.',
    noneEnded: 'Aucune alarme terminée depuis un jour.',
    unread: 'Les alarmes terminées ne peuvent pas s’afficher\u00a0: le registre est illisible.',
    began: (when) => since(when).replace(/^d/, 'D'),
    seen: (name, when) => `Acquittée par ${name} ${when}`,
    unseen: 'Pas encore acquittée',
    still: 'Toujours présente',
    over: (when) => `Terminée ${when}`,
    byItself: 'Se termine d’elle-même',
    openKey: 'Voir la clé',
    openPerson: 'Voir la personne',
  },
};
