// What the cabinet makes of the report of a slot: the occurrence for the log, the alarms, and what the session hears. Pure.
import type { KeyId, SlotId } from '../domain/ids.ts';
import type { During, Occurrence } from '../domain/occurrence.ts';
import { type AlarmSteps, endedByReturn } from './cabinet-alarms.ts';
import type { SessionNews } from './session-context.ts';
import type { SlotReport } from './slot-events.ts';

type Ended = Extract<SlotReport, { type: 'slot.ended' }>;
type Changed = Extract<SlotReport, { type: 'slot.changed' }>;

interface Outcome {
  readonly occurrence: Occurrence | null;
  readonly alarms: AlarmSteps;
  readonly tell: readonly SessionNews[];
}

interface Change {
  readonly occurrence: Occurrence | null;
  readonly alarms: AlarmSteps;
  readonly tell: SessionNews | null;
  /** The key that stands in its own slot again. */
  readonly returned: { readonly key: KeyId; readonly slot: SlotId } | null;
}

/** The end of a release. Nothing is recorded of one whose intent could not be. */
export function outcomeOf(event: Ended): Outcome {
  const { end, release } = event;
  if (end.kind === 'not_recorded') return { occurrence: null, alarms: {}, tell: [event] };
  const { slot, fob, key, session, staff, purpose, due } = release;
  const subject = { slot, fob, key, session, staff, purpose, intent: end.token.intent, cause: end.cause };
  switch (end.kind) {
    case 'release.taken': {
      const occurrence = { ...subject, kind: end.kind, due };
      const moved = { kind: 'slot_jammed', slot } as const;
      if (key !== null) return { occurrence, alarms: { end: [moved] }, tell: [event] };
      const alarms = { end: [moved, { kind: 'slot_misfilled', slot }] } as const;
      return { occurrence, alarms, tell: [event, { type: 'slot.cleared', slot }] };
    }
    case 'release.not_taken':
      return { occurrence: { ...subject, kind: end.kind }, alarms: {}, tell: [event] };
    case 'release.not_opened':
      return {
        occurrence: { ...subject, kind: end.kind },
        alarms: { raise: [{ kind: 'slot_jammed', slot }] },
        tell: [event],
      };
    case 'release.unknown':
      return {
        occurrence: { ...subject, kind: end.kind },
        alarms: { raise: [{ kind: 'outcome_unknown', slot }] },
        tell: [event],
      };
  }
}

/** A change that no release explains. @param during whose session was open, which says nothing about who did it */
export function changeOf({ subject, change }: Changed, during: During | null): Change {
  const { slot, key } = subject;
  const facts = { ...subject, during };
  const unlocked = { kind: 'slot_left_unlocked', slot } as const;
  const misfilled = { kind: 'slot_misfilled', slot } as const;
  switch (change) {
    case 'emptied':
      if (key === null) {
        return {
          occurrence: { kind: 'slot.cleared', ...facts },
          alarms: { end: [unlocked, misfilled] },
          tell: { type: 'slot.cleared', slot },
          returned: null,
        };
      }
      return {
        occurrence: { kind: 'key.removed', ...facts, key, cause: 'sensor' },
        alarms: { raise: [{ kind: 'key_removed', slot, key }], end: [unlocked] },
        tell: { type: 'slot.emptied', slot },
        returned: null,
      };
    case 'filled':
      if (key === null) {
        return {
          occurrence: { kind: 'slot.misfilled', ...facts },
          alarms: { raise: [misfilled] },
          tell: { type: 'slot.misfilled', slot },
          returned: null,
        };
      }
      return {
        occurrence: null,
        alarms: { end: [{ kind: 'key_removed', slot }, ...endedByReturn(key)] },
        tell: { type: 'key.returned', key },
        returned: { key, slot },
      };
    case 'left_unlocked':
      return {
        occurrence: { kind: 'slot.left_unlocked', ...facts },
        alarms: { raise: [unlocked] },
        tell: null,
        returned: null,
      };
    case 'relocked':
      return {
        occurrence: { kind: 'slot.relocked', ...facts },
        alarms: { end: [unlocked] },
        tell: { type: 'slot.relocked', slot },
        returned: null,
      };
  }
}
