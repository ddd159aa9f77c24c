// One alarm on its own: how it begins and ends, what it tells on the way, and what it makes of a restart.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Alarm,
  type AlarmKind,
  type AlarmSubject,
  acknowledgement,
  alarmChange,
  newAlarm,
  severityOf,
} from '../../../controller/domain/alarm.ts';
import { type AlarmEvent, type AlarmReport, alarmMachine } from '../../../controller/machines/alarm.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { NOW, seq, sessionId, slotId, staffId } from '../../support/domain-builders.ts';
import { stageMachine } from '../../support/machine-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const REMOVED: AlarmSubject = { kind: 'key_removed', slot: slotId('slot-14') };
const JAMMED: AlarmSubject = { kind: 'slot_jammed', slot: slotId('slot-14') };
const GLASS: AlarmSubject = { kind: 'break_glass', intent: seq(7) };
const BY = { session: sessionId('s1'), staff: staffId('supervisor') };
const GONE: AlarmEvent = { type: 'alarm.cause_gone' };
const BACK: AlarmEvent = { type: 'alarm.cause_back' };
const REVIEWED: AlarmEvent = { type: 'alarm.reviewed', ...BY };
const acknowledged = (subject: AlarmSubject): AlarmEvent => ({
  type: 'alarm.acknowledged',
  occurrence: acknowledgement(subject, { ...BY, note: null }),
});

/** A fresh alarm unless the log had it open, after some events. */
function stageAlarm(subject: AlarmSubject | Alarm, events: readonly AlarmEvent[] = []) {
  const recorded = 'since' in subject;
  const alarm = recorded ? subject : newAlarm(subject, NOW);
  const stepped = new SteppedClock();
  const { actor, clock, heard } = stageMachine(alarmMachine, { clock: stepped, alarm, recorded });
  for (const event of events) actor.send(event);
  const reports = () => heard.filter((event): event is AlarmReport => event.type === 'alarm.changed');
  return {
    actor,
    clock,
    reports,
    words: () => reports().map(({ occurrence }) => occurrence.kind.slice('alarm.'.length)),
    state: () => actor.getSnapshot().value,
  };
}

describe('an alarm', () => {
  it.each<readonly [string, AlarmSubject, readonly AlarmEvent[], string, readonly string[]]>([
    ['that is noticed', REMOVED, [], 'raised', []],
    ['noticed again', REMOVED, [BACK], 'raised', []],
    ['whose cause is gone', REMOVED, [GONE, GONE], 'gone', ['gone']],
    ['whose cause comes back', REMOVED, [GONE, BACK], 'raised', ['gone', 'raised']],
    ['that is acknowledged', REMOVED, [acknowledged(REMOVED), BACK], 'acknowledged', ['acknowledged']],
    ['acknowledged, then gone', REMOVED, [acknowledged(REMOVED), GONE], 'closed', ['acknowledged', 'gone', 'closed']],
    ['gone, then acknowledged', REMOVED, [GONE, acknowledged(REMOVED)], 'closed', ['gone', 'acknowledged', 'closed']],
    ['acknowledged twice', REMOVED, Array(2).fill(acknowledged(REMOVED)), 'acknowledged', ['acknowledged']],
    ['that only warns', JAMMED, [], 'raised', []],
    ['that only warned', JAMMED, [GONE], 'closed', ['gone', 'closed']],
    [
      'that only warned and was acknowledged',
      JAMMED,
      [acknowledged(JAMMED), GONE],
      'closed',
      ['acknowledged', 'gone', 'closed'],
    ],
    ['of break-glass before its review', GLASS, [acknowledged(GLASS)], 'acknowledged', ['acknowledged']],
    ['of break-glass, reviewed', GLASS, [REVIEWED], 'closed', ['acknowledged', 'gone', 'closed']],
    [
      'of break-glass, acknowledged and reviewed',
      GLASS,
      [acknowledged(GLASS), REVIEWED],
      'closed',
      ['acknowledged', 'gone', 'closed'],
    ],
    ['of break-glass, ended and reviewed', GLASS, [GONE, REVIEWED], 'closed', ['gone', 'acknowledged', 'closed']],
  ])('%s', (_, subject, events, state, words) => {
    const alarm = stageAlarm(subject, events);
    expect([alarm.state(), alarm.words()]).toEqual([state, ['raised', ...words]]);
  });

  it('says itself of each change whether the log has it: only an acknowledgement was written before', () => {
    const alarm = stageAlarm(REMOVED, [acknowledged(REMOVED), GONE]);
    expect(alarm.reports().map(({ recorded }) => recorded)).toEqual([false, true, false, false]);
    expect(
      stageAlarm(GLASS, [REVIEWED])
        .reports()
        .map(({ recorded }) => recorded),
    ).toEqual(Array(4).fill(false));
    expect(stageAlarm(GLASS, [REVIEWED]).reports()[1]?.occurrence).toMatchObject({ ...BY, note: null });
  });

  it('stands as long as its cause lasts', () => {
    const alarm = stageAlarm(JAMMED);
    alarm.clock.increment(2 * DELAYS.momentNotice);
    expect([alarm.state(), alarm.words()]).toEqual(['raised', ['raised']]);
  });
});

describe('an alarm about a moment', () => {
  const DURESS: AlarmSubject = { kind: 'duress', staff: staffId('nurse') };
  const STEPPED: AlarmSubject = { kind: 'clock_stepped' };

  it('is gone at once and waits to be acknowledged; each time anew is an entry', () => {
    const alarm = stageAlarm(DURESS);
    expect([alarm.state(), alarm.words()]).toEqual(['gone', ['raised', 'gone']]);
    alarm.actor.send(BACK);
    expect([alarm.state(), alarm.words()]).toEqual(['gone', ['raised', 'gone', 'raised', 'gone']]);
    alarm.actor.send(acknowledged(DURESS));
    expect([alarm.state(), alarm.words().slice(4)]).toEqual(['closed', ['acknowledged', 'closed']]);
  });

  it('that only warns stands for a while, or until somebody has seen it', () => {
    const alarm = stageAlarm(STEPPED);
    alarm.clock.increment(DELAYS.momentNotice - 1);
    expect(alarm.state()).toBe('raised');
    alarm.clock.increment(1);
    expect([alarm.state(), alarm.words()]).toEqual(['closed', ['raised', 'gone', 'closed']]);
    const seen = stageAlarm(STEPPED, [acknowledged(STEPPED)]);
    expect([seen.state(), seen.words()]).toEqual(['closed', ['raised', 'acknowledged', 'gone', 'closed']]);
  });
});

describe('an alarm that was open at a restart', () => {
  const by = { by: BY.staff, at: NOW };

  it.each([
    ['raised', null, null, 'raised', []],
    ['acknowledged', by, null, 'acknowledged', []],
    ['gone', null, NOW, 'gone', []],
    ['over and not closed yet', by, NOW, 'closed', ['closed']],
  ] as const)('%s goes on from there', (_, acknowledgedBy, gone, state, words) => {
    const alarm = stageAlarm({ ...newAlarm(REMOVED, NOW), acknowledged: acknowledgedBy, gone });
    expect([alarm.state(), alarm.words()]).toEqual([state, words]);
  });
});

describe('whatever happens to an alarm', () => {
  const kinds: readonly AlarmKind[] = ['key_removed', 'slot_jammed', 'duress', 'clock_stepped', 'break_glass'];
  const happenings = fc.array(fc.constantFrom('gone', 'back', 'acknowledged', 'reviewed'), { maxLength: 12 });

  it('the log says the same as the machine; it is closed only when gone, and an alarm only when acknowledged', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), happenings, (kind, names) => {
        const subject: AlarmSubject = { ...REMOVED, kind, intent: seq(7), staff: BY.staff };
        const events = { gone: GONE, back: BACK, acknowledged: acknowledged(subject), reviewed: REVIEWED };
        const alarm = stageAlarm(subject);
        for (const name of names) if (alarm.state() !== 'closed') alarm.actor.send(events[name]);
        let open: readonly Alarm[] = [];
        for (const { occurrence } of alarm.reports()) {
          const [last] = open;
          if (occurrence.kind === 'alarm.closed') {
            expect(last?.gone).not.toBeNull();
            if (severityOf(kind) === 'alarm') expect(last?.acknowledged).not.toBeNull();
          }
          open = alarmChange(open, occurrence, NOW);
        }
        expect(open.length === 0).toBe(alarm.state() === 'closed');
        if (open[0] !== undefined) expect(alarm.actor.getSnapshot().context.alarm).toEqual(open[0]);
      }),
    );
  });
});
