// Words in English for the ends of a visit: close the door, what it came to, a refusal, still there?
import type { RefusalView } from '../../../controller/contract/refusal-view.ts';
import type { KeyView, Screen } from '../../../controller/contract/snapshot.ts';

type Urgency = Extract<Screen, { name: 'close-door' }>['urgency'];

export const visitWords = {
  visit: {
    closeDoor: {
      none: ['Close the door', 'Push until it latches.'],
      reminder: ['The door is still open', 'Push until it latches.'],
      alarm: ['Close the door now', 'It has stood open for too long. The alarm ends when it is shut.'],
    } satisfies Readonly<Record<Urgency, readonly [string, string]>>,
    have: (key: KeyView, until: string | null) =>
      until === null ? `You have key ${key.number}` : `You have key ${key.number} until ${until}`,
    back: (key: KeyView) => `Key ${key.number} is back`,
    backIn: (key: KeyView, slot: number) => `Key ${key.number} is back in slot ${slot}`,
    handed: (key: KeyView) => `Key ${key.number} is handed over`,
    summary: 'Done',
    nothing: 'Nothing was taken',
    finish: 'Finish',
    unsigned: 'This key wants a name with it: hold your badge to the reader.',
    stillThere: { title: 'Still there?', yes: 'I am still here', hint: 'Otherwise you are signed out.' },
    /** A rule without its times, which are said beneath it; null = it is said whole. */
    rule: (code: RefusalView['code']) => RULES[code] ?? null,
    /** Until when a rule holds a person up. */
    from: (when: string) => `From ${when}`,
    until: (when: string) => `Until ${when}`,
    /** What ends it where no time does. */
    ends: (code: RefusalView['code']) => ENDS[code] ?? null,
  },
};

const RULES: Readonly<Partial<Record<RefusalView['code'], string>>> = {
  staff_not_yet_valid: 'Your access has not begun.',
  outside_schedule: 'You may not have it at this time.',
  booked_by_other: 'Somebody else has booked it.',
};

const ENDS: Readonly<Partial<Record<RefusalView['code'], string>>> = {
  staff_suspended: 'Until a supervisor lifts it',
  key_faulty: 'Until it is repaired',
  slot_faulty: 'Until it is repaired',
  slot_quarantined: 'Until a supervisor opens it again',
  bolt_jammed: 'Until it is repaired',
  on_battery: 'Until the power is back',
};
