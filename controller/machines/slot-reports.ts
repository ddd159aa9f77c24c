// What the cabinet makes of the report of a slot: the occurrence for the log, the alarms, and what the session hears. Pure.
import { type Alarm, type AlarmSubject, isStanding } from '../domain/alarm.ts';
import type { FobTag, KeyId, SlotId } from '../domain/ids.ts';
import type { During, Occurrence, SlotSubject } from '../domain/occurrence.ts';
import type { Sensing } from '../domain/slot.ts';
import { type ChipBook, chipOf, findingOf } from '../domain/standing-fob.ts';
import { type AlarmSteps, endedByReturn } from './cabinet-alarms.ts';
import type { SessionNews } from './session-context.ts';
import type { SlotChanged, SlotReport } from './slot-events.ts';

type Ended = Extract<SlotReport, { type: 'slot.ended' }>;

interface Outcome {
  readonly occurrence: Occurrence | null;
  readonly alarms: AlarmSteps;
  readonly tell: readonly SessionNews[];
}

export interface Change {
  readonly occurrence: Occurrence | null;
  readonly alarms: AlarmSteps;
  readonly tell: SessionNews | null;
  /** The key that stands in a slot again, where it may. */
  readonly returned: Returned | null;
}

export interface Returned extends SlotSubject {
  readonly key: KeyId;
  readonly seen?: Sensing | undefined;
}

/** What the cabinet knows when it hears of a change. */
export interface Circumstances extends ChipBook {
  /** Whose session is open, which says nothing about who did it. */
  readonly during: During | null;
  /** Open alarms. */
  readonly alarms: readonly Alarm[];
  /** Another slot than this one that sees a chip; null = none does. */
  readonly elsewhere: (slot: SlotId, tag: FobTag) => SlotId | null;
}

/** The end of a release. Nothing is recorded of one that was not begun, or whose intent could not be recorded. */
export function outcomeOf(event: Ended): Outcome {
  const { end, release } = event;
  if (!('token' in end)) return { occurrence: null, alarms: {}, tell: [event] };
  const { slot, fob, key, session, staff, purpose, due } = release;
  const subject = { slot, fob, key, session, staff, purpose, intent: end.token.intent, cause: end.cause };
  switch (end.kind) {
    case 'release.taken': {
      const occurrence = { ...subject, kind: end.kind, due, ...(end.seen !== undefined && { seen: end.seen }) };
      const moved = { kind: 'slot_jammed', slot } as const;
      if (key !== null) return { occurrence, alarms: { end: [moved] }, tell: [event] };
      return { occurrence, alarms: { end: [moved, ...wrongsOf(slot)] }, tell: [event, { type: 'slot.cleared', slot }] };
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

/** A change that no release explains. */
export function changeOf(report: SlotChanged, circumstances: Circumstances): Change {
  const { subject, change } = report;
  const { slot } = subject;
  const facts = { ...subject, during: circumstances.during };
  const unlocked = { kind: 'slot_left_unlocked', slot } as const;
  switch (change) {
    case 'emptied':
      return emptied(report, circumstances);
    case 'filled':
      return filled(report, circumstances);
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

/** What stood there wrongly is cleared; a key that stood there by the log is gone. */
function emptied({ subject, chip, seen }: SlotChanged, circumstances: Circumstances): Change {
  const { chips, alarms, during } = circumstances;
  const { slot } = subject;
  const end: readonly AlarmSubject[] = [{ kind: 'slot_left_unlocked', slot }, ...wrongsOf(slot)];
  const known = chip === undefined || chip === null ? undefined : chips.get(chip);
  const left = chip === undefined ? subject : { slot, fob: known?.fob ?? null, key: known?.key ?? null };
  const { key } = left;
  const wasWrong = wrongsOf(slot).some((wrong) => isStanding(alarms, wrong));
  // A slot that reads no chips tells of its own key: what left it is another fob when that one is seen elsewhere.
  const gone = chip === undefined && key !== null ? chipOf(circumstances, key) : (chip ?? null);
  if (key === null || wasWrong || hasMoved(slot, gone, circumstances)) {
    const isUnknown = isStanding(alarms, { kind: 'fob_unknown', slot });
    const cleared = isUnknown ? { slot, fob: null, key: null } : left;
    return {
      occurrence: { kind: 'slot.cleared', ...cleared, during },
      alarms: { end },
      tell: { type: 'slot.cleared', slot },
      returned: null,
    };
  }
  return {
    occurrence: { kind: 'key.removed', ...left, key, during, cause: 'sensor', ...(seen !== undefined && { seen }) },
    alarms: { raise: [{ kind: 'key_removed', slot, key }], end },
    tell: { type: 'slot.emptied', slot },
    returned: null,
  };
}

function filled({ subject, chip, seen }: SlotChanged, circumstances: Circumstances): Change {
  const { alarms, during, elsewhere } = circumstances;
  const { slot } = subject;
  const wrong = { tell: { type: 'slot.misfilled', slot }, returned: null } as const;
  const found = findingOf(subject, chip, circumstances, (tag) => elsewhere(slot, tag) !== null);
  switch (found.what) {
    case 'returned': {
      const { fob, key } = found;
      return {
        occurrence: null,
        alarms: {
          end: [
            ...wrongsOf(slot),
            ...(chip === undefined ? [{ kind: 'key_removed', slot } as const] : []),
            ...endedByReturn(key, alarms),
          ],
        },
        tell: { type: 'key.returned', key },
        returned: { slot, fob, key, ...(seen !== undefined && { seen }) },
      };
    }
    case 'misplaced': {
      const { fob, key, belongs } = found;
      return {
        ...wrong,
        occurrence: { kind: 'fob.misplaced', slot, fob, key, belongs, during },
        alarms: { raise: [{ kind: 'slot_misfilled', slot, key }], end: [{ kind: 'fob_unknown', slot }] },
      };
    }
    case 'unknown':
      return {
        ...wrong,
        occurrence: { kind: 'fob.unknown', slot, tag: found.tag, during },
        alarms: { raise: [{ kind: 'fob_unknown', slot }] },
      };
    case 'misfilled':
      return {
        ...wrong,
        occurrence: { kind: 'slot.misfilled', ...subject, during },
        alarms: { raise: [{ kind: 'slot_misfilled', slot }] },
      };
  }
}

/**
 * The slot in which what has left stands as unknown because its chip was seen here too: it can be believed from now on.
 * @returns null when there is none
 */
export function believedNow(
  { subject: { slot }, change, chip }: SlotChanged,
  { alarms, elsewhere }: Circumstances,
): SlotId | null {
  if (change !== 'emptied' || chip === undefined || chip === null) return null;
  const other = elsewhere(slot, chip);
  return other !== null && isStanding(alarms, { kind: 'fob_unknown', slot: other }) ? other : null;
}

/** Whether what stood in a slot was seen in another before it was missed here, and counts as returned there. */
function hasMoved(
  slot: SlotId,
  chip: FobTag | null,
  { chips, randomReturn, alarms, elsewhere }: Circumstances,
): boolean {
  const now = chip === null ? null : elsewhere(slot, chip);
  if (chip === null || now === null || wrongsOf(now).some((wrong) => isStanding(alarms, wrong))) return false;
  return randomReturn || chips.get(chip)?.home === now;
}

/** What can be wrong with what stands in a slot. */
function wrongsOf(slot: SlotId): readonly AlarmSubject[] {
  return [
    { kind: 'slot_misfilled', slot },
    { kind: 'fob_unknown', slot },
  ];
}
