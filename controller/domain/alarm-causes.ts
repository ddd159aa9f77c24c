// Alarms whose cause stands in the ledger: lost keys, keys that are blocked by a fault, uses of break-glass that nobody has
// looked at, keys that a stopped person still holds. Pure: what an effect forgot to say, or a crash swallowed, is said here.
import { type Alarm, type AlarmKind, type AlarmSubject, isStanding, sameAlarm } from './alarm.ts';
import { heldBy } from './custody.ts';
import type { Ledger } from './ledger.ts';

export interface AlarmNews {
  readonly raise: readonly AlarmSubject[];
  readonly end: readonly AlarmSubject[];
}

type Causes = Pick<Ledger, 'custody' | 'faults' | 'reviews' | 'suspensions'>;

/** What open alarms do not say yet of the causes in a ledger, or no longer should. */
export function alarmNews(causes: Causes, open: readonly Alarm[]): AlarmNews {
  const due = causesIn(causes);
  return {
    raise: due.filter((subject) => !isStanding(open, subject)),
    end: open.filter((alarm) => {
      return alarm.gone === null && KINDS.has(alarm.kind) && !due.some((subject) => sameAlarm(alarm, subject));
    }),
  };
}

const KINDS: ReadonlySet<AlarmKind> = new Set(['key_lost', 'key_faulty', 'break_glass', 'recall'] as const);

function causesIn({ custody, faults, reviews, suspensions }: Causes): readonly AlarmSubject[] {
  const lost = [...custody].flatMap(([key, { at }]) => (at === 'lost' ? [{ kind: 'key_lost', key } as const] : []));
  const blocked = [...faults]
    .filter(([, list]) => list.some(({ severity }) => severity === 'critical'))
    .map(([key]) => ({ kind: 'key_faulty', key }) as const);
  const unseen = [...reviews.values()].map(({ intent, key, staff }) => {
    return { kind: 'break_glass', intent, key, staff } as const;
  });
  const recalled = [...suspensions.keys()]
    .filter((staff) => heldBy(custody, staff).length > 0)
    .map((staff) => ({ kind: 'recall', staff }) as const);
  return [...lost, ...blocked, ...unseen, ...recalled];
}
