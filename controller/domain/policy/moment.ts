// What is the same for every key at one moment: which schedules are open, and when the clock on the wall ends a curfew. Each is
// asked once: a picture decides many keys that share few schedules and few curfews.
import { type Curfew, dueAt } from '../curfew.ts';
import type { ScheduleId } from '../ids.ts';
import type { Roster } from '../roster.ts';
import { isOpen, nextOpening, type Schedule } from '../schedule.ts';
import { after, type Duration, type Instant, instant, minutes } from '../time.ts';
import type { LocalDate, TimeZone, WallTime } from '../zone.ts';
import type { CabinetFacts } from './facts.ts';

export interface Moment {
  /** `null` is no schedule: always. A schedule that the set-up does not know is never open. */
  isOpen(schedule: ScheduleId | null): boolean;
  /** When it opens next; null = not within a year. */
  opens(schedule: ScheduleId): Instant | null;
  /** When a key that is taken now is due: the earliest of all; null = no limit. */
  dueOf(curfews: readonly Curfew[]): Instant | null;
}

interface Kept {
  readonly now: Instant;
  readonly moment: Moment;
}

/** Answers die with the wall time or the roster that they are about. */
const KEPT = new WeakMap<WallTime, WeakMap<Roster, Kept>>();

/** The moment of some facts. The same answers come back as long as the facts carry the same wall time. */
export function momentOf(facts: CabinetFacts, now: Instant): Moment {
  const { roster, wall } = facts;
  const ofWall = KEPT.get(wall) ?? new WeakMap<Roster, Kept>();
  KEPT.set(wall, ofWall);
  const kept = ofWall.get(roster);
  if (kept?.now === now) return kept.moment;
  const moment = newMoment(facts, now);
  ofWall.set(roster, { now, moment });
  return moment;
}

interface Opening {
  readonly asked: Instant;
  readonly opens: Instant | null;
}

/** Openings that were told, for one roster in one zone. */
interface Openings {
  readonly zone: TimeZone;
  readonly told: Map<ScheduleId, Opening>;
}

const OPENINGS = new WeakMap<Roster, Openings>();
/** That a schedule does not open within a year is looked up day by day, so it is believed for a while. */
const BELIEVED: Duration = minutes(1);

/** When a schedule opens next. What was told before stays true until it comes, so that no picture looks it up anew. */
function openingOf(schedule: Schedule, { roster, zone }: CabinetFacts, now: Instant): Instant | null {
  const kept = OPENINGS.get(roster);
  const openings = kept?.zone === zone ? kept : { zone, told: new Map<ScheduleId, Opening>() };
  OPENINGS.set(roster, openings);
  const told = openings.told.get(schedule.id);
  if (told !== undefined && told.asked <= now && now < (told.opens ?? after(told.asked, BELIEVED))) return told.opens;
  const opens = nextOpening(schedule, zone, now, (date) => roster.isHoliday(date));
  openings.told.set(schedule.id, { asked: now, opens });
  return opens;
}

function newMoment(facts: CabinetFacts, now: Instant): Moment {
  const { roster, wall, zone } = facts;
  const isHoliday = (date: LocalDate) => roster.isHoliday(date);
  const { shifts } = roster.setup;
  const open = once((id: ScheduleId) => {
    const schedule = roster.schedule(id);
    return schedule !== null && isOpen(schedule, wall, zone, isHoliday);
  });
  const opens = once((id: ScheduleId) => {
    const schedule = roster.schedule(id);
    return schedule === null ? null : openingOf(schedule, facts, now);
  });
  const end = (curfew: Curfew) => dueAt({ curfews: [curfew], shifts, takenAt: now }, zone);
  const onTheWall = once((minute: Extract<Curfew, { readonly kind: 'at' }>['minute']) => end({ kind: 'at', minute }));
  const ofShift = once(() => end({ kind: 'end_of_shift' }));
  const ends = (curfew: Curfew) => {
    if (curfew.kind === 'at') return onTheWall(curfew.minute);
    return curfew.kind === 'end_of_shift' ? ofShift(null) : end(curfew);
  };
  return {
    isOpen: (schedule) => schedule === null || open(schedule),
    opens,
    dueOf: (curfews) => {
      const all = curfews.flatMap((curfew) => ends(curfew) ?? []);
      return all.length === 0 ? null : instant(Math.min(...all));
    },
  };
}

function once<In, Out>(ask: (input: In) => Out): (input: In) => Out {
  const answers = new Map<In, { readonly answer: Out }>();
  return (input) => {
    const known = answers.get(input) ?? { answer: ask(input) };
    answers.set(input, known);
    return known.answer;
  };
}
