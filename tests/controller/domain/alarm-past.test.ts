// Alarms that are over, as the log tells of them: once for each end, with what is known of their beginning.
import { expect, it } from 'vitest';
import { type Alarm, acknowledgement, alarmOccurrence, newAlarm } from '../../../controller/domain/alarm.ts';
import { type AlarmTurn, endedAlarms } from '../../../controller/domain/alarm-past.ts';
import { after, minutes } from '../../../controller/domain/time.ts';
import { NOW, sessionId, slotId, staffId } from '../../support/domain-builders.ts';

const DOOR: Alarm = newAlarm({ kind: 'door_left_open' }, NOW);
const CHIEF = staffId('chief');
const jammed = (slot: string) => newAlarm({ kind: 'slot_jammed', slot: slotId(slot) }, NOW);
const at = (minute: number) => after(NOW, minutes(minute));

function turn(minute: number, kind: 'alarm.raised' | 'alarm.gone' | 'alarm.closed', alarm: Alarm): AlarmTurn {
  return { at: at(minute), occurrence: alarmOccurrence(kind, alarm) };
}

function seen(minute: number, alarm: Alarm): AlarmTurn {
  const by = { session: sessionId('session-1'), staff: CHIEF, note: null };
  return { at: at(minute), occurrence: acknowledgement(alarm, by) };
}

it('tells who acknowledged it and when it began and ended', () => {
  const turns = [
    turn(0, 'alarm.raised', DOOR),
    seen(2, DOOR),
    turn(3, 'alarm.gone', DOOR),
    turn(3, 'alarm.closed', DOOR),
  ];
  expect(endedAlarms(turns)).toEqual([
    { alarm: { kind: 'door_left_open' }, raised: at(0), acknowledged: { by: CHIEF, at: at(2) }, ended: at(3) },
  ]);
});

it('does not tell of what is open', () => {
  expect(endedAlarms([turn(0, 'alarm.raised', DOOR), turn(1, 'alarm.gone', DOOR)])).toEqual([]);
});

it('knows no beginning of what began before', () => {
  expect(endedAlarms([turn(1, 'alarm.gone', DOOR), turn(1, 'alarm.closed', DOOR)])).toMatchObject([
    { raised: null, acknowledged: null, ended: at(1) },
  ]);
});

it('tells of each end, the last first, and never mixes two slots', () => {
  const [one, two] = [jammed('slot-1'), jammed('slot-2')];
  const turns = [
    turn(0, 'alarm.raised', one),
    turn(1, 'alarm.raised', two),
    turn(2, 'alarm.closed', one),
    turn(3, 'alarm.raised', one),
    turn(4, 'alarm.raised', one),
    turn(5, 'alarm.closed', one),
    turn(6, 'alarm.closed', two),
  ];
  expect(endedAlarms(turns).map(({ alarm, raised, ended }) => [alarm.slot, raised, ended])).toEqual([
    ['slot-2', at(1), at(6)],
    ['slot-1', at(3), at(5)],
    ['slot-1', at(0), at(2)],
  ]);
});

it('keeps the first who acknowledged', () => {
  const again = {
    at: at(3),
    occurrence: acknowledgement(DOOR, { session: sessionId('session-2'), staff: staffId('deputy'), note: null }),
  };
  expect(endedAlarms([seen(2, DOOR), again, turn(4, 'alarm.closed', DOOR)])).toMatchObject([
    { acknowledged: { by: CHIEF, at: at(2) } },
  ]);
});
