// Faults that a test puts into the product to see the simulation find them: the negative control. Never part of a real run.
import type { Journal } from '../../controller/audit/journal.ts';
import type { Occurrence, ReleaseIntended } from '../../controller/domain/occurrence.ts';
import { ReleaseToken } from '../../controller/domain/release-token.ts';
import { ok } from '../../controller/domain/result.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import { type Clock, monotonic, type Timers } from '../../controller/domain/time.ts';
import { seq } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';

export interface Planted {
  /** Another journal in the place of the real one. */
  readonly journal?: (journal: Journal, clock: Clock, timers: Timers) => Journal;
  /** The set-up that the rules are held against, in place of the one that the product follows. */
  readonly judged?: (setup: CabinetSetup) => CabinetSetup;
  /** The driver writes each unlock frame twice. */
  readonly repeatsUnlock?: boolean;
}

/** The rule that must be broken first, and what breaks it. */
export const PLANTS: Readonly<Record<string, { readonly breaks: readonly string[]; readonly planted: Planted }>> = {
  'a journal that mints the token before the commit': {
    breaks: ['energiseHasItsIntent'],
    planted: { journal: (journal, clock, timers) => overlaid(journal, { intend: mintFirst(journal, clock, timers) }) },
  },
  'a driver that writes the unlock frame twice': {
    breaks: ['intentEnergisesOnce'],
    planted: { repeatsUnlock: true },
  },
  'a cabinet that forgets who holds a key': {
    breaks: ['custodyFollowsFromTheLog'],
    planted: { journal: (journal) => overlaid(journal, { custody: () => new Map([...journal.custody()].slice(3)) }) },
  },
  'a cabinet that writes no return': {
    breaks: ['changeIsExplained'],
    planted: {
      journal: (journal) => overlaid(journal, { record: all(journal, ({ kind }) => kind !== 'key.returned') }),
    },
  },
  'a cabinet that writes each return twice': {
    breaks: ['changeIsExplainedOnce'],
    planted: {
      journal: (journal) =>
        overlaid(journal, {
          record: (occurrence, notes) => {
            if (occurrence.kind === 'key.returned') expectOk(journal.record(occurrence));
            return journal.record(occurrence, notes);
          },
        }),
    },
  },
  'a cabinet that ends alarms in silence': {
    breaks: ['noAlarmEndsUnrecorded'],
    planted: {
      journal: (journal) => overlaid(journal, { record: all(journal, ({ kind }) => kind !== 'alarm.closed') }),
    },
  },
  'a start that leaves intents open': {
    breaks: ['noIntentOutlivesItsRestart'],
    planted: {
      journal: (journal) =>
        overlaid(journal, {
          record: all(journal, (one) => !('intent' in one && 'cause' in one) || one.cause === 'sensor'),
        }),
    },
  },
  'a cabinet that knows nothing of an allowance of one key': {
    breaks: ['holdsWithinPolicy'],
    planted: {
      judged: (setup) => ({
        ...setup,
        policy: { ...setup.policy, allowance: 1 },
        staff: setup.staff.map((person) => ({ ...person, allowance: null })),
      }),
    },
  },
  'a journal whose root is that of another log': {
    breaks: ['treeIsThatOfItsRows'],
    planted: { journal: (journal) => overlaid(journal, { root: () => journal.root().toReversed() }) },
  },
  'a slot that is left open in silence': {
    breaks: ['openSlotIsAnnounced'],
    planted: {
      journal: (journal) => overlaid(journal, { record: all(journal, ({ kind }) => kind !== 'slot.left_unlocked') }),
    },
  },
};

/** A journal with some methods replaced. */
function overlaid(journal: Journal, methods: Partial<Journal>): Journal {
  return new Proxy(journal, {
    get: (target, name) => {
      if (Object.hasOwn(methods, name)) return Reflect.get(methods, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Writes only what passes; of the rest it says that it was written. */
function all(journal: Journal, passes: (occurrence: Occurrence) => boolean): Journal['record'] {
  return (occurrence, notes) => (passes(occurrence) ? journal.record(occurrence, notes) : ok(seq(journal.size())));
}

/** The intent is committed a moment after its token was given away. */
function mintFirst(journal: Journal, clock: Clock, timers: Timers): Journal['intend'] {
  return (intended: ReleaseIntended, notes) => {
    timers.setTimeout(() => journal.intend(intended, notes), 100);
    const deadline = monotonic(clock.monotonic() + 2000);
    return ok(ReleaseToken.mint(seq(journal.size() + 1), intended.slot, deadline));
  };
}
