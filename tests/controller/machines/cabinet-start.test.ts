// How the cabinet comes up, loses things and gets them back: boards, readers, storage. Sensors and log agree before a badge counts.
import { describe, expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import type { Occurrence } from '../../../controller/domain/occurrence.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import { cabinetMachine } from '../../../controller/machines/cabinet.ts';
import { B1, B2, LAYOUT, LINEN, ROOF, VAULT } from '../../support/cabinet-layout.ts';
import { BADGE, BOARD1, BOARD2, CabinetStage, NURSE, R1, READER } from '../../support/cabinet-stage.ts';
import { anIntent, seq, sessionId } from '../../support/domain-builders.ts';
import { EMPTY, HOME, SPRUNG } from '../../support/slot-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const REMOVED: Occurrence = { ...LINEN, kind: 'key.removed', during: null, cause: 'recovered' };

describe('the start', () => {
  it('names one actor for each thing that can fail alone, and reads nothing itself', () => {
    const [starting, actions] = initialTransition(cabinetMachine, {
      clock: new SteppedClock(),
      layout: LAYOUT,
      openAlarms: [],
    });
    expect(starting.value).toEqual({ recovery: 'connecting', hall: 'starting' });
    expect(actions.map((action) => (action.params && 'id' in action.params ? action.params.id : action.type))).toEqual(
      expect.arrayContaining(['storage', 'door', 'slot.slot-14', 'slot.slot-20', 'board.b1', 'board.b2', 'reader.r1']),
    );
    const badge = {
      type: 'badge.presented',
      reader: R1,
      staff: NURSE,
      strength: 'strong',
      hash: BADGE,
      session: sessionId('s1'),
    } as const;
    const [still, none] = transition(cabinetMachine, starting, badge);
    expect([still.value, none]).toEqual([starting.value, []]);
  });

  it('reconciles as soon as every board has answered, and only then serves', async () => {
    const cabinet = new CabinetStage().read();
    expect(cabinet.recovery).toBe('connecting');
    cabinet.readVault();
    expect([cabinet.recovery, cabinet.hall, cabinet.slot(LINEN)]).toEqual(['reconciling', 'starting', 'waiting']);
    expect(cabinet.reconcile.last.input).toMatchObject({ silent: [], context: { pending: [B1, B2] } });
    cabinet.badge().send({ type: 'badge.unreadable', reader: R1, trouble: 'no_answer' });
    expect([cabinet.hall, cabinet.admit.calls, cabinet.recorded]).toEqual(['starting', [], []]);
    await cabinet.reconciles();
    expect([cabinet.recovery, cabinet.hall]).toEqual(['watching', 'idle']);
    expect([LINEN, ROOF, VAULT].map((one) => cabinet.slot(one))).toEqual(['settled', 'settled', 'settled']);
    expect([cabinet.badge().hall, cabinet.kinds]).toEqual(['serving', ['session.began']]);
  });

  it('does not wait longer than its deadline for a silent board, and takes it in when it comes', async () => {
    const cabinet = new CabinetStage().read();
    await cabinet.pass(3900);
    expect(cabinet.recovery).toBe('connecting');
    await cabinet.pass(100);
    expect(cabinet.reconcile.last.input).toMatchObject({ silent: [B2], context: { pending: [B1] } });
    await cabinet.reconciles();
    expect([cabinet.hall, cabinet.slot(LINEN), cabinet.slot(VAULT)]).toEqual(['idle', 'settled', 'waiting']);
    cabinet.readVault();
    expect(cabinet.reconcile.last.input).toMatchObject({ silent: [], context: { pending: [B2] } });
    await cabinet.reconciles();
    expect([cabinet.slot(VAULT), cabinet.context.pending, cabinet.reconcile.calls.length]).toEqual(['settled', [], 2]);
  });

  it('starts with no board at all, and says so', async () => {
    const cabinet = new CabinetStage();
    for (const device of [BOARD1, BOARD2]) await cabinet.answers(device, err('port_absent'));
    await cabinet.pass(4000);
    await cabinet.reconciles();
    expect([cabinet.hall, cabinet.alarms, cabinet.kinds]).toEqual([
      'idle',
      ['board_lost', 'board_lost'],
      ['board.lost', 'board.lost'],
    ]);
  });

  it('raises the alarms of what the reconciliation has found, and drops those that it has not', async () => {
    const cabinet = new CabinetStage().read({ linen: EMPTY, roof: SPRUNG }).readVault();
    await cabinet.reconciles([
      REMOVED,
      { ...ROOF, kind: 'slot.left_unlocked', during: null },
      { ...anIntent(VAULT), kind: 'release.unknown', intent: seq(7), cause: 'board_silent' },
    ]);
    expect(cabinet.alarms).toEqual(['key_removed', 'slot_left_unlocked', 'outcome_unknown']);
    expect([cabinet.slot(LINEN), cabinet.slot(ROOF)]).toEqual(['settled', 'unlatched']);
    cabinet.read({ linen: EMPTY, roof: HOME });
    expect([cabinet.kinds, cabinet.alarms]).toEqual([['slot.relocked'], ['key_removed', 'outcome_unknown']]);
    cabinet.send({ type: 'link.offline', device: BOARD2, fault: 'silent' }).readVault();
    await cabinet.reconciles();
    cabinet.send({ type: 'link.online', device: BOARD2 }).read();
    expect(cabinet.alarms).toEqual([]);
  });

  it('ends the process when the reconciliation fails by surprise', async () => {
    const cabinet = new CabinetStage().read().readVault();
    await cabinet.reconcile.last.fail();
    expect(cabinet.crashes).toEqual([new Error('planted')]);
    expect(cabinet.hall).toBe('starting');
  });
});

describe('a device that is lost', () => {
  it('is recorded once, silences its slots and the door, and is taken in again after a reconciliation', async () => {
    const cabinet = await new CabinetStage().started();
    cabinet.send({ type: 'device.lost', device: BOARD1, fault: 'port_closed' });
    expect([cabinet.kinds, cabinet.alarms]).toEqual([['board.lost'], ['board_lost']]);
    expect([cabinet.slot(LINEN), cabinet.slot(VAULT), cabinet.child('door')]).toEqual([
      'waiting',
      'settled',
      'unknown',
    ]);
    expect([...cabinet.context.readings.keys()]).toEqual([B2]);
    await cabinet.pass(500);
    await cabinet.answers(BOARD1, err('silent'));
    expect(cabinet.kinds).toEqual(['board.lost']);
    await cabinet.pass(1000);
    await cabinet.answers(BOARD1);
    cabinet.read({ linen: EMPTY });
    expect(cabinet.kinds).toEqual(['board.lost', 'board.back']);
    expect([cabinet.recovery, cabinet.slot(LINEN)]).toEqual(['reconciling', 'waiting']);
    await cabinet.reconciles([REMOVED]);
    expect([cabinet.slot(LINEN), cabinet.alarms]).toEqual(['settled', ['key_removed']]);
  });

  it('leaves no reading behind that came before the connection had stood', async () => {
    const cabinet = await new CabinetStage().started();
    cabinet.send({ type: 'device.lost', device: BOARD1, fault: 'silent' });
    await cabinet.pass(500);
    cabinet.read();
    await cabinet.answers(BOARD1, err('garbled'));
    expect([[...cabinet.context.readings.keys()], cabinet.context.pending]).toEqual([[B2], []]);
    await cabinet.reconciles();
    expect([cabinet.slot(LINEN), cabinet.recovery]).toEqual(['waiting', 'watching']);
  });

  it('lost in the middle of a release makes its outcome unknown until the board is back', async () => {
    const cabinet = await (await (await new CabinetStage().started()).home()).opening();
    cabinet.read({ linen: SPRUNG });
    cabinet.send({ type: 'device.lost', device: BOARD1, fault: 'silent' });
    expect(cabinet.kinds.slice(1)).toEqual(['board.lost', 'release.unknown']);
    expect([cabinet.alarms, cabinet.child('session')]).toEqual([['board_lost', 'outcome_unknown'], 'refused']);
    await cabinet.pass(500);
    await cabinet.answers(BOARD1);
    await cabinet.read({ linen: EMPTY }).reconciles();
    expect([cabinet.alarms, cabinet.slot(LINEN)]).toEqual([[], 'settled']);
  });

  it('may be a reader', async () => {
    const cabinet = await new CabinetStage().started();
    cabinet.send({ type: 'device.lost', device: READER, fault: 'crashed' });
    expect([cabinet.recorded, cabinet.alarms]).toEqual([[{ kind: 'reader.lost', reader: R1 }], ['reader_lost']]);
    await cabinet.pass(500);
    await cabinet.answers(READER);
    expect([cabinet.kinds, cabinet.alarms]).toEqual([['reader.lost', 'reader.back'], []]);
  });

  it('ends the process when its actor fails: the alarm stands, and the event is named', async () => {
    const cabinet = await new CabinetStage().started();
    cabinet.breaksLinks = true;
    cabinet.send({ type: 'device.lost', device: BOARD2, fault: 'silent' });
    expect([cabinet.unexpected, cabinet.watches]).toEqual([['xstate.error.actor.board.b2'], ['unexpected_event gone']]);
  });
});

describe('the storage', () => {
  it('lost and back: an alarm meanwhile, then an entry and a reconciliation of every board', async () => {
    const cabinet = await new CabinetStage().started();
    cabinet.send({ type: 'storage.failed' }, { type: 'storage.failed' });
    expect([cabinet.context.storage, cabinet.alarms, cabinet.recorded]).toEqual(['failed', ['storage_failed'], []]);
    await cabinet.pass(2000);
    await cabinet.repair.last.answer(ok('whole'));
    expect([cabinet.context.storage, cabinet.alarms, cabinet.kinds]).toEqual(['available', [], ['storage.restored']]);
    expect(cabinet.reconcile.last.input.context.pending).toEqual([B1, B2]);
    await cabinet.reconciles();
    expect([cabinet.recovery, cabinet.context.pending, cabinet.reconcile.calls.length]).toEqual(['watching', [], 2]);
  });

  it('on its reserve: written to and compared at once, and an alarm until the reserve is whole', async () => {
    const cabinet = await new CabinetStage().started();
    cabinet.send({ type: 'storage.failed' });
    await cabinet.pass(2000);
    await cabinet.repair.last.answer(ok('on_reserve'));
    expect([cabinet.context.storage, cabinet.alarms, cabinet.kinds]).toEqual([
      'on_reserve',
      ['storage_failed'],
      ['storage.restored'],
    ]);
    expect(cabinet.caughtUp).toHaveLength(1);
    await cabinet.reconciles();
    expect([cabinet.recovery, cabinet.reconcile.calls.length]).toEqual(['watching', 2]);
    await cabinet.pass(80);
    await cabinet.refill.last.answer(ok('whole'));
    expect([cabinet.context.storage, cabinet.alarms, cabinet.kinds]).toEqual(['available', [], ['storage.restored']]);
    expect(cabinet.reconcile.calls).toHaveLength(2);
  });

  it('that fails a reconciliation is repaired before the next one is tried, also at the start', async () => {
    for (const boards of [true, false]) {
      const cabinet = new CabinetStage();
      if (boards) cabinet.read().readVault();
      else await cabinet.pass(4000);
      await cabinet.reconcile.last.answer(err('storage_full'));
      expect([cabinet.recovery, cabinet.hall, cabinet.reconcile.calls.length]).toEqual(['watching', 'starting', 1]);
      expect(cabinet.alarms).toContain('storage_failed');
      await cabinet.pass(2000);
      await cabinet.repair.last.answer(ok('whole'));
      await cabinet.reconciles();
      expect([cabinet.hall, cabinet.reconcile.calls.length]).toEqual(['idle', 2]);
    }
  });

  it('that cannot take the intent releases nothing', async () => {
    const cabinet = await (await new CabinetStage().started()).home();
    cabinet.command({ type: 'key.take', key: LINEN.key });
    await cabinet.decide.last.answer(ok(anIntent({ ...LINEN, session: sessionId('session-1') })));
    await cabinet.recordIntent.last.answer(err('storage_io'));
    expect([cabinet.unlock.calls, cabinet.slot(LINEN), cabinet.child('session')]).toEqual([[], 'settled', 'refused']);
    expect(cabinet.kinds).toEqual(['session.began']);
  });
});
