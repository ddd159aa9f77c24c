// What the cabinet makes of the report of a slot: the occurrence for the log, the alarms, and what the session hears. Pure.
import type { Alarm } from '../domain/alarm.ts';
import type { KeyId, SlotId } from '../domain/ids.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import { type CabinetContext, during, withAlarm, withoutAlarm } from './cabinet-context.ts';
import type { SessionNews } from './session-context.ts';
import type { SlotReport } from './slot-events.ts';

type Ended = Extract<SlotReport, { type: 'slot.ended' }>;
type Changed = Extract<SlotReport, { type: 'slot.changed' }>;

interface Outcome {
  readonly occurrence: Occurrence | null;
  readonly alarms: readonly Alarm[];
  readonly tell: readonly SessionNews[];
}

interface Change {
  readonly occurrence: Occurrence | null;
  readonly alarms: readonly Alarm[];
  readonly tell: SessionNews | null;
  /** The key that stands in its own slot again. */
  readonly returned: { readonly key: KeyId; readonly slot: SlotId } | null;
}

/** The end of a release. Nothing is recorded of one whose intent could not be. */
export function outcomeOf(context: CabinetContext, event: Ended): Outcome {
  const { end, release } = event;
  if (end.kind === 'not_recorded') return { occurrence: null, alarms: context.alarms, tell: [event] };
  const { slot, fob, key, session, staff, purpose, due } = release;
  const subject = { slot, fob, key, session, staff, purpose, intent: end.token.intent, cause: end.cause };
  switch (end.kind) {
    case 'release.taken': {
      const occurrence = { ...subject, kind: end.kind, due };
      const moved = { ...context, ...withoutAlarm(context, { kind: 'slot_jammed', slot }) };
      if (purpose === 'take') return { occurrence, alarms: moved.alarms, tell: [event] };
      const { alarms } = withoutAlarm(moved, { kind: 'slot_misfilled', slot });
      return { occurrence, alarms, tell: [event, { type: 'slot.cleared', slot }] };
    }
    case 'release.not_taken':
      return { occurrence: { ...subject, kind: end.kind }, alarms: context.alarms, tell: [event] };
    case 'release.not_opened':
      return {
        occurrence: { ...subject, kind: end.kind },
        ...withAlarm(context, { kind: 'slot_jammed', slot }),
        tell: [event],
      };
    case 'release.unknown':
      return {
        occurrence: { ...subject, kind: end.kind },
        ...withAlarm(context, { kind: 'outcome_unknown', slot }),
        tell: [event],
      };
  }
}

/** A change that no release explains. */
export function changeOf(context: CabinetContext, { subject, change }: Changed): Change {
  const { slot, key } = subject;
  const facts = { ...subject, during: during(context) };
  switch (change) {
    case 'emptied': {
      const without = { ...context, ...withoutAlarm(context, { kind: 'slot_left_unlocked', slot }) };
      if (key === null) {
        const { alarms } = withoutAlarm(without, { kind: 'slot_misfilled', slot });
        return {
          occurrence: { kind: 'slot.cleared', ...facts },
          alarms,
          tell: { type: 'slot.cleared', slot },
          returned: null,
        };
      }
      const { alarms } = withAlarm(without, { kind: 'key_removed', slot, key });
      const occurrence = { kind: 'key.removed', ...facts, key, cause: 'sensor' } as const;
      return { occurrence, alarms, tell: { type: 'slot.emptied', slot }, returned: null };
    }
    case 'filled': {
      if (key === null) {
        const { alarms } = withAlarm(context, { kind: 'slot_misfilled', slot });
        return {
          occurrence: { kind: 'slot.misfilled', ...facts },
          alarms,
          tell: { type: 'slot.misfilled', slot },
          returned: null,
        };
      }
      const { alarms } = withoutAlarm(context, { kind: 'key_removed', slot });
      return { occurrence: null, alarms, tell: { type: 'key.returned', key }, returned: { key, slot } };
    }
    case 'left_unlocked': {
      const { alarms } = withAlarm(context, { kind: 'slot_left_unlocked', slot });
      return { occurrence: { kind: 'slot.left_unlocked', ...facts }, alarms, tell: null, returned: null };
    }
    case 'relocked': {
      const { alarms } = withoutAlarm(context, { kind: 'slot_left_unlocked', slot });
      return {
        occurrence: { kind: 'slot.relocked', ...facts },
        alarms,
        tell: { type: 'slot.relocked', slot },
        returned: null,
      };
    }
  }
}
