// Words in French for the ends of a visit: close the door, what it came to, a refusal, still there?
import type { RefusalView } from '../../../controller/contract/refusal-view.ts';
import type { visitWords as english } from '../en/visit.ts';
import { from, until } from './times.ts';

export const visitWords: typeof english = {
  visit: {
    closeDoor: {
      none: ['Fermez la porte', 'Poussez jusqu’au déclic.'],
      reminder: ['La porte est encore ouverte', 'Poussez jusqu’au déclic.'],
      alarm: ['Fermez la porte maintenant', 'Elle est ouverte depuis trop longtemps. L’alarme cesse à la fermeture.'],
    },
    have: (key, when) =>
      when === null ? `Vous avez la clé ${key.number}` : `Vous avez la clé ${key.number} ${until(when)}`,
    back: (key) => `Clé ${key.number} rendue`,
    backIn: (key, slot) => `Clé ${key.number} rendue au n°\u00a0${slot}`,
    handed: (key) => `Clé ${key.number} transmise`,
    summary: 'C’est fait',
    nothing: 'Rien n’a été pris',
    finish: 'Terminer',
    unsigned: 'Cette clé demande un nom\u00a0: présentez votre badge au lecteur.',
    stillThere: { title: 'Toujours là\u00a0?', yes: 'Je suis encore là', hint: 'Sinon, votre session se ferme.' },
    rule: (code) => RULES[code] ?? null,
    from: (when) => capital(from(when)),
    until: (when) => capital(until(when)),
    ends: (code) => ENDS[code] ?? null,
  },
};

const RULES: Readonly<Partial<Record<RefusalView['code'], string>>> = {
  staff_not_yet_valid: 'Votre accès n’a pas commencé.',
  outside_schedule: 'Vous ne pouvez pas l’avoir à cette heure.',
  booked_by_other: 'Quelqu’un d’autre l’a réservée.',
};

const ENDS: Readonly<Partial<Record<RefusalView['code'], string>>> = {
  staff_suspended: 'Jusqu’à ce qu’un responsable la lève',
  key_faulty: 'Jusqu’à sa réparation',
  slot_faulty: 'Jusqu’à sa réparation',
  slot_quarantined: 'Jusqu’à sa remise en service par un responsable',
  bolt_jammed: 'Jusqu’à sa réparation',
  on_battery: 'Jusqu’au retour du courant',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
