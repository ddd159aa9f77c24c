// The alarms of the running cabinet: who raises and who ends them, what the log hears, and what a restart makes of them.
import { describe, expect, it } from 'vitest';
import { type AlarmSubject, acknowledgement } from '../../../controller/domain/alarm.ts';
import { ok } from '../../../controller/domain/result.ts';
import { FREE, ROOF } from '../../support/cabinet-layout.ts';
import { CabinetStage, NURSE } from '../../support/cabinet-stage.ts';
import { NOW, seq, sessionId, staffId } from '../../support/domain-builders.ts';
import { EMPTY, HOME } from '../../support/slot-stage.ts';

const BY = { session: sessionId('desk'), staff: staffId('supervisor'), note: null };
const REMOVED: AlarmSubject = { kind: 'key_removed', slot: ROOF.slot, key: ROOF.key };
const GLASS: AlarmSubject = { kind: 'break_glass', intent: seq(7), key: ROOF.key, staff: NURSE };
const OVERDUE: AlarmSubject = { kind: 'key_overdue', key: ROOF.key };

const NOTHING_ELSE = { board: null, reader: null, person: null, intent: null };
const STEPPED = { type: 'clock.stepped', occurrence: { kind: 'clock.stepped', from: NOW, onto: NOW } } as const;

const started = () => new CabinetStage().started();
const acknowledge = (cabinet: CabinetStage, alarm: AlarmSubject) =>
  cabinet.send({ type: 'alarm.acknowledged', occurrence: acknowledgement(alarm, BY) });
describe('an alarm of the cabinet', () => {
  it('is recorded after what caused it, and closed when its cause is gone and somebody has acknowledged it', async () => {
    const cabinet = (await started()).read({ roof: EMPTY });
    expect(cabinet.alarmEntries).toEqual([
      { kind: 'alarm.raised', alarm: 'key_removed', slot: ROOF.slot, key: ROOF.key, ...NOTHING_ELSE },
    ]);
    cabinet.read();
    expect([cabinet.watches, cabinet.alarms]).toEqual([['key_removed gone'], []]);
    acknowledge(cabinet, REMOVED);
    expect([cabinet.watches, cabinet.context.watches.size]).toEqual([[], 0]);
    expect(cabinet.alarmNews).toEqual(['key_removed raised', 'key_removed gone', 'key_removed closed']);
    expect(cabinet.unexpected).toEqual([]);
  });

  it('is attributed to nobody, whoever was at the screen', async () => {
    const cabinet = (await (await started()).home()).read({ roof: EMPTY });
    expect(cabinet.recorded.at(-1)).toMatchObject({ kind: 'key.removed', during: { staff: NURSE } });
    expect(cabinet.alarmEntries).toMatchObject([{ kind: 'alarm.raised', person: null }]);
  });

  it('that was acknowledged is closed as soon as its cause is gone', async () => {
    const cabinet = (await started()).read({ roof: EMPTY });
    acknowledge(cabinet, REMOVED);
    expect([cabinet.watches, cabinet.context.alarms[0]?.acknowledged?.by]).toEqual([
      ['key_removed acknowledged'],
      BY.staff,
    ]);
    expect([cabinet.read().watches, cabinet.alarmNews.slice(1)]).toEqual([
      [],
      ['key_removed gone', 'key_removed closed'],
    ]);
  });

  it('that stands again before it was acknowledged is the same one', async () => {
    const cabinet = (await started()).read({ roof: EMPTY });
    const { since } = { ...cabinet.context.alarms[0] };
    cabinet.clock.pass(60_000);
    cabinet.read().read({ roof: EMPTY });
    expect(cabinet.context.alarms).toMatchObject([{ kind: 'key_removed', since, gone: null }]);
    expect(cabinet.alarmNews).toEqual(['key_removed raised', 'key_removed gone', 'key_removed raised']);
  });

  it('that only warns is closed by itself, and begins anew', async () => {
    const cabinet = (await started()).read({ free: HOME }).read();
    expect([cabinet.watches, cabinet.context.watches.size]).toEqual([[], 0]);
    cabinet.read({ free: HOME });
    expect([cabinet.watches, cabinet.context.watches.size]).toEqual([['slot_misfilled raised'], 1]);
    const news = ['slot_misfilled raised', 'slot_misfilled gone', 'slot_misfilled closed', 'slot_misfilled raised'];
    expect(cabinet.alarmNews).toEqual(news);
  });

  it('whose cause is back before its end was heard is not lost', async () => {
    const cabinet = (await started()).read({ free: HOME });
    cabinet.onRecord = ({ kind }) => {
      if (kind === 'slot.cleared')
        cabinet.send({ type: 'alarm.raise', alarm: { kind: 'slot_misfilled', slot: FREE.slot } });
    };
    cabinet.read();
    expect([cabinet.watches, cabinet.context.watches.size]).toEqual([['slot_misfilled raised'], 1]);
    expect(cabinet.alarmNews.slice(1)).toEqual([
      'slot_misfilled gone',
      'slot_misfilled closed',
      'slot_misfilled raised',
    ]);
    cabinet.onRecord = () => undefined;
    cabinet.read({ free: HOME }).read();
    expect(cabinet.alarmNews.slice(4)).toEqual(['slot_misfilled gone', 'slot_misfilled closed']);
  });

  it('acknowledged or reviewed that nobody knows changes nothing', async () => {
    const cabinet = acknowledge(await started(), REMOVED);
    cabinet.send({ type: 'alarm.reviewed', intent: seq(9), session: BY.session, staff: BY.staff });
    cabinet.send({ type: 'alarm.end', alarm: REMOVED });
    expect([cabinet.watches, cabinet.alarmNews, cabinet.unexpected]).toEqual([[], [], []]);
  });
});

describe('what others send', () => {
  it('raises once and ends, however often it is said', async () => {
    const cabinet = await started();
    for (let time = 0; time < 3; time += 1) cabinet.send({ type: 'alarm.raise', alarm: OVERDUE });
    expect(cabinet.alarmNews).toEqual(['key_overdue raised']);
    for (let time = 0; time < 3; time += 1) cabinet.send({ type: 'alarm.end', alarm: OVERDUE });
    expect(cabinet.alarmNews).toEqual(['key_overdue raised', 'key_overdue gone', 'key_overdue closed']);
  });

  it('of break-glass is closed by the review of that release and of no other', async () => {
    const cabinet = (await started()).send({ type: 'alarm.raise', alarm: GLASS });
    acknowledge(cabinet, GLASS);
    cabinet.send({ type: 'alarm.reviewed', intent: seq(8), session: BY.session, staff: BY.staff });
    expect(cabinet.watches).toEqual(['break_glass acknowledged']);
    cabinet.send({ type: 'alarm.reviewed', intent: seq(7), session: BY.session, staff: BY.staff });
    expect([cabinet.watches, cabinet.alarmNews.at(-1)]).toEqual([[], 'break_glass closed']);
  });

  it('of a key that is due warns, then alarms; a key that is back ends both', async () => {
    const cabinet = await new CabinetStage().started({ roof: EMPTY });
    const key = ROOF.key;
    cabinet.send({ type: 'key.stage', key, stage: 'due_soon' }, { type: 'key.stage', key, stage: 'overdue' });
    expect(cabinet.watches).toEqual(['key_overdue raised']);
    cabinet.send({ type: 'key.stage', key, stage: 'escalated' });
    expect(cabinet.watches).toEqual(['key_escalated raised']);
    cabinet.send({ type: 'alarm.raise', alarm: { kind: 'key_lost', key } }).read();
    expect(cabinet.watches).toEqual(['key_escalated gone', 'key_lost gone']);
  });

  it('of due times is asked for when a key has moved, and not otherwise', async () => {
    const cabinet = await started();
    const looked = async () => {
      await cabinet.recordStages.last.answer(ok({ stages: new Map(), wait: null }));
      await cabinet.findEgressKeys.last.answer([]);
      return cabinet.child('due');
    };
    expect(await looked()).toBe('sleeping');
    expect(cabinet.read({ door: 'open' }).child('due')).toBe('sleeping');
    expect(cabinet.read({ roof: EMPTY }).child('due')).toBe('recording');
    await looked();
    expect(cabinet.send(STEPPED).child('due')).toBe('recording');
    await looked();
    expect(cabinet.send({ type: 'due.check' }, { type: 'due.passed' }).child('due')).toBe('recording');
    expect(cabinet.unexpected).toEqual([]);
  });

  it('of the clock is said once, of the disk as long as it is nearly full', async () => {
    const cabinet = (await started()).send(STEPPED, STEPPED);
    expect(cabinet.recorded.filter(({ kind }) => kind === 'clock.stepped')).toHaveLength(2);
    expect(cabinet.alarmNews).toEqual(['clock_stepped raised']);
    cabinet.send({ type: 'storage.filling', percent: 91 });
    expect(cabinet.watches.slice(1)).toEqual(['storage_filling raised', 'storage_nearly_full raised']);
    cabinet.send({ type: 'storage.filling', percent: 89 }, { type: 'storage.filling', percent: 87 });
    expect(cabinet.alarms.slice(1)).toEqual(['storage_filling']);
    cabinet.send({ type: 'storage.filling', percent: 79 });
    expect(cabinet.alarms.slice(1)).toEqual(['storage_filling']);
    cabinet.send({ type: 'storage.filling', percent: 12 });
    expect(cabinet.watches.slice(1)).toEqual(['storage_nearly_full gone']);
  });
});

describe('a door that is kept locked', () => {
  it('and opens with nobody there was forced, until it is closed', async () => {
    const cabinet = (await new CabinetStage({ locked: true }).started()).read({ door: 'open' });
    expect([cabinet.watches, cabinet.kinds]).toEqual([['door_forced raised'], ['door.opened']]);
    expect(cabinet.read().watches).toEqual(['door_forced gone']);
  });

  it('may be opened by whoever is at the screen, and stand open before the start is over', async () => {
    const cabinet = (await (await new CabinetStage({ locked: true }).started()).home()).read({ door: 'open' });
    expect(cabinet.alarmNews).toEqual([]);
    expect((await new CabinetStage({ locked: true }).started({ door: 'open' })).alarmNews).toEqual([]);
  });

  it('is not what most cabinets have: staff open theirs freely', async () => {
    expect((await started()).read({ door: 'open' }).alarmNews).toEqual([]);
  });
});
