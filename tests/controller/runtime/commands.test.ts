// From the words of the screen to those of the session: the shape at the edge, ids that name something, and whether the
// session or its child takes it now.
import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { sealNote } from '../../../controller/audit/note-seal.ts';
import { commandEnvelopeSchema, commandSchema } from '../../../controller/contract/command.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { sessionMachine } from '../../../controller/machines/session.ts';
import type { SessionCommand } from '../../../controller/machines/session-commands.ts';
import { newSession } from '../../../controller/machines/session-context.ts';
import { type AskedCommand, sessionCommand } from '../../../controller/runtime/commands.ts';
import { keepNotes } from '../../../controller/runtime/note-keeper.ts';
import { childrenOf, offers } from '../../../controller/runtime/session-children.ts';
import { aKey, aKeyGroup, aSetup, aSlot } from '../../support/domain-builders.ts';
import { aSession } from '../../support/picture-builder.ts';
import { aDesk, aHandover, anAccount, aReporting } from '../../support/session-children.ts';
import { NURSE } from '../../support/session-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const ROSTER = rosterOf(aSetup({ keyGroups: [aKeyGroup({ reason: { choices: ['repair'], text: 'none' } })] }));
const KEY = aKey().id;

describe('a command at the edge', () => {
  const reason = { type: 'reason.give', choice: null, text: null };

  it.each([
    ['a text of 500 characters', { ...reason, text: 'x'.repeat(500) }],
    ['no text', reason],
    ['many keys', { type: 'key.take_many', keys: ['linen', 'roof'] }],
    ['a count of nothing', { type: 'handover.count', count: 0 }],
    ['a reading of nothing', { type: 'vehicle.report', key: 'van', mileage: null, fuel: null, text: null }],
    ['a staff number', { type: 'number.enter', number: '30471130' }],
    ['a staff number with a dot, as the set-up may have it', { type: 'number.enter', number: '30.471-A' }],
    ['the highest slot number of a set-up', { type: 'slot.reopen', slot: 9999 }],
    ['a command of the desk', { type: 'desk.now' }],
    ['a command of the account', { type: 'account.leave' }],
  ])('may have %s', (_name, command) => {
    expect(commandSchema.safeParse(command).success).toBe(true);
  });

  it.each([
    ['a text of 501 characters', { ...reason, text: 'x'.repeat(501) }],
    ['a text of blanks', { ...reason, text: ' \n' }],
    ['half a character', { ...reason, text: 'a\ud800' }],
    ['an empty choice', { ...reason, choice: '' }],
    ['no keys', { type: 'key.take_many', keys: [] }],
    ['too many keys', { type: 'key.take_many', keys: Array.from({ length: 33 }, () => 'linen') }],
    ['a count below nothing', { type: 'handover.count', count: -1 }],
    ['half a count', { type: 'handover.count', count: 1.5 }],
    ['a tank fuller than full', { type: 'vehicle.report', key: 'van', mileage: null, fuel: 9, text: null }],
    ['an unknown fault', { type: 'fault.report', key: 'van', fault: 'haunted', severity: 'minor', text: null }],
    ['a field too many', { ...reason, session: 'x' }],
    ['no number', { type: 'number.enter', number: '' }],
  ])('never has %s', (_name, command) => {
    expect(commandSchema.safeParse(command).success).toBe(false);
  });

  it('may come from nobody at the screen, which then says so', () => {
    const envelope = { sessionId: null, revision: 1, command: { type: 'number.enter', number: '30471130' } };
    expect(commandEnvelopeSchema.safeParse(envelope).success).toBe(true);
    expect(commandEnvelopeSchema.safeParse({ ...envelope, sessionId: undefined }).success).toBe(false);
  });
});

describe('a command of the screen', () => {
  const nowhere: readonly AskedCommand[] = [
    { type: 'key.take', key: 'roof' },
    { type: 'key.take_many', keys: [KEY, 'roof'] },
    { type: 'key.hand_over', key: 'roof' },
    { type: 'report.open', key: 'roof', report: 'fault' },
    { type: 'fault.report', key: 'roof', fault: 'bent', severity: 'minor', text: null },
    { type: 'reason.give', choice: '<b>', text: null },
    { type: 'glass.break', choice: 'holiday', text: null },
    { type: 'slot.reopen', slot: 15 },
    { type: 'desk.force', key: 'roof', text: 'fire' },
    { type: 'desk.emergency', group: 'roofs', text: 'fire' },
  ];

  it.each(nowhere)('that names what the set-up does not have names nothing: $type', (command) => {
    expect(sessionCommand(ROSTER, command)).toBeNull();
  });

  it('names keys and slots of the set-up, and else goes on as it is', () => {
    expect(sessionCommand(ROSTER, { type: 'key.take_many', keys: [KEY] })).toEqual({
      type: 'key.take_many',
      keys: [KEY],
    });
    expect(sessionCommand(ROSTER, { type: 'slot.reopen', slot: 14 })).toEqual({
      type: 'slot.reopen',
      slot: aSlot().id,
    });
    const said = { type: 'reason.give', choice: 'repair', text: null } as const;
    expect(sessionCommand(ROSTER, said)).toBe(said);
    expect(sessionCommand(ROSTER, { type: 'desk.now' })).toEqual({ type: 'desk.now' });
    for (const group of [null, aKeyGroup().id]) {
      const emergency = { type: 'desk.emergency', group, text: 'fire' } as const;
      expect(sessionCommand(ROSTER, emergency)).toEqual(emergency);
    }
    expect(sessionCommand(ROSTER, { type: 'account.leave' })).toEqual({ type: 'account.leave' });
  });
});

describe('what a session takes', () => {
  const session = (value: Parameters<typeof sessionMachine.resolveState>[0]['value'], children: object = {}) => {
    const snapshot = sessionMachine.resolveState({ value, context: { ...aSession(), admitted: true } });
    const actors = Object.entries(children).map(([name, state]) => [name, { getSnapshot: () => state }]);
    return { ...snapshot, can: snapshot.can, children: Object.fromEntries(actors) };
  };
  const count: SessionCommand = { type: 'handover.count', count: 12 };
  const confirm: SessionCommand = { type: 'handover.confirm' };
  const pin: SessionCommand = { type: 'pin.enter', pin: '2468' };

  it('is what its child takes where it only passes on', () => {
    const counting = session('handingOver', aHandover('counting'));
    expect([count, confirm, pin].map((one) => offers(counting, one))).toEqual([true, false, false]);
    const proving = session('handingOver', aHandover('pin'));
    expect([count, confirm, pin].map((one) => offers(proving, one))).toEqual([false, false, true]);
  });

  it('is the PIN of the person where no child asks for one', () => {
    expect([offers(session('pin'), pin), offers(session('home'), pin)]).toEqual([true, false]);
  });

  it('is a report of the key that is asked about', () => {
    const { reporting } = aReporting();
    const key = reporting?.context.key ?? KEY;
    const said = { type: 'fault.report', key, fault: 'bent', severity: 'minor', text: null } as const;
    const asking = session('reporting', { reporting });
    expect([offers(asking, said), offers(asking, { ...said, key: KEY })]).toEqual([true, false]);
  });

  it('is a choice of how the screen looks, at the list of keys and on the page about oneself', () => {
    const preferences = { language: 'fr', textSize: 'largest', theme: 'dark', sound: false, moreTime: false } as const;
    const chosen: SessionCommand = { type: 'preferences.set', preferences, remember: true };
    const places = [
      session('home'),
      session('account', anAccount('overview')),
      session('account', anAccount('tapping')),
      session('account', anAccount('choosing')),
      session('desk', aDesk()),
      session('taking'),
    ];
    expect(places.map((place) => offers(place, chosen))).toEqual([true, true, false, false, false, false]);
  });

  it('opens the desk and the account from the list of keys alone, and asks them what they take', () => {
    const desk = session('desk', aDesk('proving'));
    expect(offers(session('home'), { type: 'desk.open' })).toBe(true);
    expect(offers(desk, { type: 'desk.open' })).toBe(false);
    expect([offers(desk, { type: 'desk.prove', pin: '2468' }), offers(desk, { type: 'desk.now' })]).toEqual([
      true,
      false,
    ]);
    const account = session('account', anAccount('overview'));
    expect(offers(session('home'), { type: 'account.open' })).toBe(true);
    expect([offers(account, { type: 'account.leave' }), offers(account, { type: 'account.open' })]).toEqual([
      true,
      false,
    ]);
  });

  it('knows no children without a session, and those of a running one', () => {
    expect(new Set(Object.values(childrenOf(null)))).toEqual(new Set([null]));
    const clock = new SteppedClock();
    const input = { clock, visitor: NURSE, door: 'none' } as const;
    const running = createActor(sessionMachine, {
      input,
      snapshot: sessionMachine.getPersistedSnapshot(
        sessionMachine.resolveState({ value: 'home', context: { ...newSession(input), admitted: true } }),
      ),
    }).start();
    running.send({ type: 'report.open', key: KEY, report: 'fault' });
    const { reporting, ...others } = childrenOf(running.getSnapshot());
    expect([reporting?.value, new Set(Object.values(others))]).toEqual(['asking', new Set([null])]);
    running.stop();
  });
});

describe('a sealed note', () => {
  const keeper = () => {
    let salts = 0;
    return keepNotes(sealNote, () => {
      salts += 1;
      return new Uint8Array(16).fill(salts);
    });
  };

  it('is at hand once, for the entry that names it', () => {
    const notes = keeper();
    const note = notes.seal('case 4711');
    expect(notes.sealed(note.id)).toEqual([note]);
    expect([notes.sealed(note.id), notes.sealed(null)]).toEqual([[], []]);
  });

  it('has a salt of its own, so that equal texts are not alike', () => {
    const notes = keeper();
    expect(notes.seal('case 4711').id).not.toBe(notes.seal('case 4711').id);
  });

  it('is forgotten when nothing was written of it for long', () => {
    const notes = keeper();
    const first = notes.seal('first');
    for (let count = 0; count < 16; count += 1) notes.seal('later');
    expect(notes.sealed(first.id)).toEqual([]);
  });
});
