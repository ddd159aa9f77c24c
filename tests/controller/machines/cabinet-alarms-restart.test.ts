// The alarms of the cabinet over a restart, and over a time in which the log could not be written.
import { describe, expect, it } from 'vitest';
import { type Alarm, type AlarmSubject, newAlarm } from '../../../controller/domain/alarm.ts';
import { ok } from '../../../controller/domain/result.ts';
import { B1, FREE, LINEN, ROOF } from '../../support/cabinet-layout.ts';
import { BOARD1, BOARD2, CabinetStage, NURSE, PORTER, R1 } from '../../support/cabinet-stage.ts';
import { boardId, NOW, readerId, seq, slotId } from '../../support/domain-builders.ts';
import { EMPTY, HOME, SPRUNG } from '../../support/slot-stage.ts';

const REMOVED: AlarmSubject = { kind: 'key_removed', slot: ROOF.slot, key: ROOF.key };
const GLASS: AlarmSubject = { kind: 'break_glass', intent: seq(7), key: ROOF.key, staff: NURSE };
const OVERDUE: AlarmSubject = { kind: 'key_overdue', key: ROOF.key };

const started = () => new CabinetStage().started();
const openAt = (...subjects: readonly AlarmSubject[]): { readonly openAlarms: readonly Alarm[] } => ({
  openAlarms: subjects.map((subject) => newAlarm(subject, NOW)),
});

describe('a restart', () => {
  it('goes on with the alarms that were open, and records none of them again', async () => {
    const cabinet = await new CabinetStage(openAt(REMOVED, OVERDUE, GLASS)).started({ roof: EMPTY });
    expect(cabinet.watches).toEqual(['key_removed raised', 'key_overdue raised', 'break_glass raised']);
    expect([cabinet.alarmNews, cabinet.context.alarms]).toEqual([[], openAt(REMOVED, OVERDUE, GLASS).openAlarms]);
  });

  it('ends those of slots whose cause is gone, as soon as sensors and log were compared', async () => {
    const at = (kind: AlarmSubject['kind'], { slot }: { slot: AlarmSubject['slot'] & string }) => ({ kind, slot });
    const subjects = [
      REMOVED,
      at('slot_misfilled', FREE),
      at('slot_left_unlocked', LINEN),
      at('outcome_unknown', LINEN),
      at('slot_jammed', LINEN),
    ];
    const cabinet = new CabinetStage(openAt(...subjects));
    expect(cabinet.alarmNews).toEqual([]);
    await cabinet.started();
    expect(cabinet.watches).toEqual(['key_removed gone', 'outcome_unknown gone', 'slot_jammed raised']);
  });

  it('leaves those whose cause is still found', async () => {
    const misfilled: AlarmSubject = { kind: 'slot_misfilled', slot: FREE.slot };
    const unlocked: AlarmSubject = { kind: 'slot_left_unlocked', slot: LINEN.slot };
    const cabinet = new CabinetStage(openAt(REMOVED, misfilled, unlocked));
    for (const device of [BOARD1, BOARD2]) await cabinet.answers(device);
    await cabinet
      .read({ linen: SPRUNG, roof: EMPTY, free: HOME })
      .readVault()
      .reconciles([{ ...LINEN, kind: 'slot.left_unlocked', during: null }]);
    expect(cabinet.alarmNews).toEqual([]);
    expect(cabinet.watches).toEqual(['key_removed raised', 'slot_misfilled raised', 'slot_left_unlocked raised']);
  });

  it('ends those of devices that answer, and says of one that is silent still nothing new', async () => {
    const lost = [
      { kind: 'board_lost', board: B1 },
      { kind: 'reader_lost', reader: R1 },
    ] as const;
    const cabinet = new CabinetStage(openAt(...lost));
    await cabinet.answers(BOARD1);
    cabinet.send({ type: 'link.offline', device: { kind: 'reader', reader: R1 }, fault: 'silent' });
    expect([cabinet.watches, cabinet.kinds]).toEqual([['board_lost gone', 'reader_lost raised'], ['board.back']]);
  });

  it('ends that of a door that was closed meanwhile, and records the closing', async () => {
    const cabinet = await new CabinetStage(openAt({ kind: 'door_left_open' })).started();
    expect([cabinet.watches, cabinet.kinds, cabinet.context.door]).toEqual([
      ['door_left_open gone'],
      ['door.closed'],
      'closed',
    ]);
    const still = await new CabinetStage(openAt({ kind: 'door_left_open' })).started({ door: 'open' });
    expect([still.watches, still.kinds, still.context.door]).toEqual([['door_left_open raised'], [], 'open']);
  });

  it('ends that of the storage, which took the start, and those of what is wired no longer', () => {
    const subjects: readonly AlarmSubject[] = [
      { kind: 'storage_failed' },
      { kind: 'board_lost', board: boardId('b9') },
      { kind: 'reader_lost', reader: readerId('r9') },
      { kind: 'slot_jammed', slot: slotId('slot-99') },
    ];
    const cabinet = new CabinetStage(openAt(...subjects));
    expect(cabinet.watches).toEqual(['storage_failed gone', 'board_lost gone', 'reader_lost gone']);
  });

  it('closes what was over and not closed yet', () => {
    const alarm = { ...newAlarm(REMOVED, NOW), gone: NOW, acknowledged: { by: PORTER, at: NOW } };
    const cabinet = new CabinetStage({ openAlarms: [alarm] });
    expect([cabinet.watches, cabinet.alarmNews]).toEqual([[], ['key_removed closed']]);
  });
});

describe('a log that cannot be written', () => {
  it('hears when it can again what stood meanwhile, before anything of it ends', async () => {
    const cabinet = (await started()).send({ type: 'storage.failed' }).read({ roof: EMPTY });
    expect(cabinet.alarms).toEqual(['storage_failed', 'key_removed']);
    await cabinet.pass(2000);
    const told = cabinet.alarmNews.length;
    await cabinet.repair.last.answer(ok('whole'));
    expect(cabinet.caughtUp.map((alarms) => alarms.map(({ kind, gone }) => [kind, gone]))).toEqual([
      [
        ['storage_failed', null],
        ['key_removed', null],
      ],
    ]);
    expect(cabinet.alarmNews.slice(told)).toEqual(['storage_failed gone']);
  });
});
