// What the screen says of alarms: one true line for each kind and step, slots by number, and nothing of what is silent.
import { describe, expect, it } from 'vitest';
import { type Alarm, type AlarmSubject, newAlarm } from '../../../controller/domain/alarm.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { instant } from '../../../controller/domain/time.ts';
import { alarmViews } from '../../../controller/projection/alarm-views.ts';
import { aKey, aSetup, aSlot, aStaff, boardId, NOW, readerId, slotId, staffId } from '../../support/domain-builders.ts';

const NURSE = aStaff().id;
const OTHER = aSlot({ id: slotId('slot-15'), number: 15, position: 14, fob: null });
const ROSTER = rosterOf(aSetup({ slots: [OTHER, aSlot()] }));
const BY = { by: staffId('supervisor'), at: NOW };
const at = (minute: number) => instant(NOW + minute * 60_000);
const alarm = (subject: AlarmSubject, over: Partial<Alarm> = {}): Alarm => ({ ...newAlarm(subject, NOW), ...over });

function views(alarms: readonly Alarm[], silentFor: readonly (typeof NURSE)[] = [], logged: readonly Alarm[] = []) {
  const stopped = (staff: typeof NURSE, silent: boolean) => ({ staff, by: BY.by, since: NOW, silent });
  const suspensions = new Map([[NURSE, stopped(NURSE, silentFor.includes(NURSE))]]);
  return alarmViews({
    cabinet: { context: { alarms } },
    roster: ROSTER,
    ledger: { suspensions, alarms: logged, custody: new Map() },
  });
}

describe('alarms', () => {
  it('are one line for each kind and step, since the first, with their slots ascending', () => {
    const removed = (slot: AlarmSubject['slot'] & string) => ({ kind: 'key_removed', slot }) as const;
    const lines = views([
      alarm(removed(OTHER.id), { since: at(7) }),
      alarm({ kind: 'slot_jammed', slot: OTHER.id }, { since: at(2) }),
      alarm(removed(aSlot().id), { since: at(3) }),
      alarm(removed(slotId('slot-99')), { since: at(4), gone: at(5) }),
      alarm({ kind: 'door_left_open' }, { acknowledged: BY }),
    ]);
    expect(lines).toEqual([
      { kind: 'key_removed', severity: 'alarm', since: iso(3), slots: [14, 15], acknowledged: false, gone: false },
      { kind: 'slot_jammed', severity: 'warning', since: iso(2), slots: [15], acknowledged: false, gone: false },
      { kind: 'key_removed', severity: 'alarm', since: iso(4), slots: [], acknowledged: false, gone: true },
      { kind: 'door_left_open', severity: 'alarm', since: iso(0), slots: [], acknowledged: true, gone: false },
    ]);
  });

  it.each<readonly [AlarmSubject, readonly number[]]>([
    [{ kind: 'board_lost', board: boardId('b1') }, [14, 15]],
    [{ kind: 'board_lost', board: boardId('b9') }, []],
    [{ kind: 'reader_lost', reader: readerId('front') }, []],
    [{ kind: 'key_overdue', key: aKey().id }, [14]],
    [{ kind: 'key_removed', slot: OTHER.id, key: aKey().id }, [15]],
    [{ kind: 'recall', staff: NURSE }, []],
  ])('%o are about slots %j', (subject, slots) => {
    expect(views([alarm(subject)]).map((line) => line.slots)).toEqual([slots]);
  });

  it('that are silent are in no picture, at whatever step', () => {
    const duress: AlarmSubject = { kind: 'duress', staff: NURSE };
    expect(views([alarm(duress), alarm(duress, { gone: NOW }), alarm(duress, { acknowledged: BY })])).toEqual([]);
  });

  it('of a recall show unless the person was stopped in silence', () => {
    const recall = alarm({ kind: 'recall', staff: NURSE });
    expect(views([recall]).map(({ kind }) => kind)).toEqual(['recall']);
    expect(views([recall], [NURSE])).toEqual([]);
  });

  it('of a recall do not show once the person is let in again, at whatever step: it may have been in silence', () => {
    const recall = { kind: 'recall', staff: staffId('let-in-again') } as const;
    const steps: readonly Partial<Alarm>[] = [{}, { gone: NOW }, { acknowledged: BY }];
    expect(views(steps.map((step) => alarm(recall, step)))).toEqual([]);
    expect(views([alarm({ kind: 'recall' })]), 'of nobody').toEqual([]);
  });

  it('have begun when the log says, which a restart does not change', () => {
    const subject: AlarmSubject = { kind: 'board_lost', board: boardId('b1') };
    const lines = views([alarm(subject, { since: at(1) })], [], [alarm(subject, { since: at(2) })]);
    expect(lines.map(({ since }) => since)).toEqual([iso(2)]);
  });

  it('name nobody', () => {
    const all = views([alarm({ kind: 'recall', staff: NURSE }), alarm({ kind: 'pin_locked', staff: NURSE })]);
    expect(JSON.stringify(all)).not.toContain(NURSE);
  });
});

function iso(minute: number): string {
  return new Date(at(minute)).toISOString();
}
