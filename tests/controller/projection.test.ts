// The snapshot as a whole: whom it names, that it stands still, and what it says of alarms, counts, door and cabinet.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlarmKind, newAlarm } from '../../controller/domain/alarm.ts';
import { instant } from '../../controller/domain/time.ts';
import { project } from '../../controller/projection.ts';
import { boardId, NOW, readerId, seq } from '../support/domain-builders.ts';
import {
  alarmAt,
  anAlarm,
  aPicture,
  COLLEAGUE,
  type Differences,
  HALL_STATES,
  keyNumber,
  minutesPast,
  NURSE,
  outWith,
  ROSTER,
  releaseOf,
  SESSION_STATES,
  slotNumber,
  VISITOR,
} from '../support/picture-builder.ts';

const NAMES = ROSTER.setup.staff.map(({ id, name }) => ({ id, name }));
const KEY_NAMES = ROSTER.setup.keys.map(({ name }) => name);

const holding = fc.oneof(
  fc
    .record({
      staff: fc.constantFrom(NURSE, COLLEAGUE),
      due: fc.option(fc.constantFrom(minutesPast(-5), minutesPast(90))),
    })
    .map(({ staff, due }) => outWith(staff, due)),
  fc.constant({ at: 'unaccounted', since: NOW, during: COLLEAGUE } as const),
  fc.constant({ at: 'doubt', staff: COLLEAGUE, since: NOW, intent: seq(3) } as const),
);

const alarm = fc
  .record({
    kind: fc.constantFrom<AlarmKind[]>('key_removed', 'slot_misfilled', 'slot_left_unlocked', 'slot_jammed'),
    slot: fc.integer({ min: 1, max: 32 }),
  })
  .map(({ kind, slot }) => alarmAt(kind, slot));

/** Any state of the machines over any custody, with a refusal and a release that name a colleague wherever one can. */
const differences: fc.Arbitrary<Differences> = fc
  .record({
    hall: fc.constantFrom(...HALL_STATES),
    session: fc.option(fc.constantFrom(...SESSION_STATES)),
    custody: fc.dictionary(fc.integer({ min: 1, max: 28 }).map(String), holding, { maxKeys: 12 }),
    alarms: fc.array(alarm, { maxLength: 4 }),
  })
  .map(({ hall, session, custody, alarms }) => ({
    ...(session === null ? { hall } : { session }),
    custody,
    cabinet: { alarms, returned: { key: keyNumber(9).id, slot: slotNumber(9).id } },
    context: {
      choice: { kind: 'take', key: keyNumber(9).id },
      release: releaseOf(9),
      returning: keyNumber(9).id,
      misfilled: slotNumber(30).id,
      taken: [keyNumber(9).id],
      returned: [keyNumber(10).id],
      refusal: {
        key: keyNumber(9).id,
        slot: slotNumber(9).id,
        refusals: [{ code: 'key_out', since: NOW, holder: COLLEAGUE }],
        failure: null,
      },
    },
  }));

describe('privacy', () => {
  it('names nobody but the person at the screen, whatever has happened', () => {
    fc.assert(
      fc.property(differences, (over) => {
        const snapshot = project(aPicture(over));
        const text = JSON.stringify(snapshot);
        const named = NAMES.filter(({ id, name }) => text.includes(JSON.stringify(name)) || text.includes(id));
        expect(named.map(({ id }) => id)).toEqual(snapshot.session === null ? [] : [NURSE]);
      }),
    );
  });

  it('names no key while nobody is at the screen, but for the one that just came back', () => {
    fc.assert(
      fc.property(differences, (over) => {
        const snapshot = project(aPicture(over));
        if (snapshot.session !== null) return;
        const text = JSON.stringify(snapshot);
        const named = KEY_NAMES.filter((name) => text.includes(JSON.stringify(name)));
        expect(named).toEqual(snapshot.screen.name === 'returned' ? [keyNumber(9).name] : []);
      }),
    );
  });

  it('shows nobody as long as a badge is looked up, and the person from then on', () => {
    expect(project(aPicture({ session: 'admitting' }))).toMatchObject({ session: null, screen: { name: 'idle' } });
    const preferences = ROSTER.staff(NURSE)?.preferences;
    const session = { id: 'session-1', person: 'E. Halloran-Voss', preferences, kept: 'set_up', waiting: 0 };
    expect(project(aPicture({ session: 'pin' })).session).toEqual(session);
  });

  it('shows the screen as the person chose, above what the set-up says', () => {
    const preferences = {
      language: 'fr',
      textSize: 'largest',
      theme: 'light-contrast',
      sound: false,
      moreTime: false,
    } as const;
    const looks = { preferences, kept: 'failed' } as const;
    const { session } = project(aPicture({ session: 'home', context: { looks } }));
    expect(session).toMatchObject(looks);
  });

  it('counts those who are served next, and names none of them', () => {
    const waiting = [{ ...VISITOR, staff: COLLEAGUE }];
    const { session } = project(aPicture({ session: 'taking', context: { release: releaseOf(9), waiting } }));
    expect(session).toMatchObject({ person: 'E. Halloran-Voss', waiting: 1 });
  });

  it('forgets a session that the hall has left', () => {
    const { cabinet } = aPicture();
    const left = { ...aPicture({ session: 'home' }), cabinet };
    expect(project(left)).toMatchObject({ session: null, screen: { name: 'idle' } });
  });
});

describe('service', () => {
  const reader = aPicture().cabinet.context.layout.readers.map((one) => ({ ...anAlarm('reader_lost'), reader: one }));

  it('is full on an ordinary day', () => {
    expect(project(aPicture()).service).toBe('full');
  });

  it('is for returns only without storage, and without a reader where no staff number helps', () => {
    const strict = (staffNumber: 'never' | 'reader_lost' | 'always', alarms = reader) => {
      const { setup } = ROSTER;
      const roster = { ...ROSTER, setup: { ...setup, policy: { ...setup.policy, staffNumber } } };
      const { service, why, cabinet } = project({ ...aPicture({ cabinet: { alarms } }), roster });
      expect(why).toBe(service === 'full' ? null : 'reader_lost');
      return [service, cabinet.staffNumber];
    };
    expect(strict('never')).toEqual(['returns_only', false]);
    expect(strict('reader_lost')).toEqual(['full', true]);
    expect(strict('reader_lost', [])).toEqual(['full', false]);
    expect(strict('always', [])).toEqual(['full', true]);
    for (const [storage, why] of [
      ['failed', 'storage_failed'],
      ['on_reserve', 'storage_full'],
    ] as const) {
      expect(project(aPicture({ cabinet: { storage, alarms: reader } }))).toMatchObject({
        service: 'returns_only',
        why,
      });
    }
  });

  it('is for returns only on the last of the battery', () => {
    const board = boardId('b1');
    const [dark, low] = [newAlarm({ kind: 'mains_lost', board }, NOW), newAlarm({ kind: 'battery_low', board }, NOW)];
    expect(project(aPicture({ cabinet: { alarms: [dark] } })).service).toBe('full');
    expect(project(aPicture({ cabinet: { alarms: [dark, low] } }))).toMatchObject({
      service: 'returns_only',
      why: 'last_power',
    });
  });

  it('is full again when the reader is back, though nobody has acknowledged that it was lost', () => {
    const back = reader.map((lost) => ({ ...lost, gone: NOW }));
    expect(project(aPicture({ cabinet: { alarms: back } })).service).toBe('full');
  });
});

describe('over time', () => {
  it('stands still from one second to the next', () => {
    fc.assert(
      fc.property(differences, (over) => {
        const picture = aPicture(over);
        const later = { ...picture, now: instant(picture.now + 1000) };
        expect(project(later)).toEqual(project(picture));
      }),
    );
  });

  it('changes when a key falls due', () => {
    const custody = { 9: outWith(COLLEAGUE, minutesPast(1)) };
    const before = project(aPicture({ custody, now: instant(NOW + 59_000) }));
    const due = project(aPicture({ custody, now: minutesPast(1) }));
    expect([before.slots[8]?.state, due.slots[8]?.state]).toEqual(['out', 'overdue']);
    expect([before.counts.overdue, due.counts.overdue]).toEqual([0, 1]);
  });
});

describe('alarms', () => {
  it('are one for each kind, since the first, with their slots ascending', () => {
    const cabinet = {
      alarms: [alarmAt('slot_jammed', 9, 7), alarmAt('key_removed', 4, 5), alarmAt('slot_jammed', 2, 3)],
    };
    expect(project(aPicture({ cabinet })).alarms).toEqual([
      {
        kind: 'slot_jammed',
        severity: 'warning',
        since: new Date(minutesPast(3)).toISOString(),
        slots: [2, 9],
        acknowledged: false,
        gone: false,
      },
      {
        kind: 'key_removed',
        severity: 'alarm',
        since: new Date(minutesPast(5)).toISOString(),
        slots: [4],
        acknowledged: false,
        gone: false,
      },
    ]);
  });

  it('of a lost board are about all its slots, of a reader about none', () => {
    const board = { ...anAlarm('board_lost'), board: boardId('b2') };
    const reader = { ...anAlarm('reader_lost'), reader: readerId('front') };
    const { alarms } = project(aPicture({ cabinet: { alarms: [board, reader] } }));
    expect(alarms[0]?.slots).toEqual(Array.from({ length: 16 }, (_, index) => index + 17));
    expect(alarms[1]?.slots).toEqual([]);
  });
});

describe('counts', () => {
  it('tell keys in and out, the overdue among them, and what is wrong', () => {
    const custody = {
      1: outWith(NURSE, minutesPast(60)),
      2: outWith(COLLEAGUE, NOW),
      3: { at: 'unaccounted', since: NOW, during: null },
      4: { at: 'doubt', staff: NURSE, since: NOW, intent: seq(2) },
    } as const;
    const storage = anAlarm('storage_failed');
    const alarms = [alarmAt('key_removed', 3), alarmAt('slot_jammed', 3), alarmAt('slot_jammed', 9), storage];
    expect(project(aPicture({ custody, cabinet: { alarms } })).counts).toEqual({
      in: 24,
      out: 2,
      overdue: 1,
      faults: 4,
    });
  });

  it('are of keys that the set-up knows', () => {
    const picture = aPicture();
    const keys = ROSTER.setup.keys.slice(0, 20);
    const fewer = { ...picture, roster: { ...ROSTER, setup: { ...ROSTER.setup, keys } } };
    expect(project(fewer).counts).toEqual({ in: 20, out: 0, overdue: 0, faults: 0 });
  });
});

describe('the cabinet', () => {
  it.each([
    [null, 'none'],
    ['unknown', 'unknown'],
    ['closed', 'closed'],
    [{ open: 'attended' }, 'open'],
    [{ open: 'reminding' }, 'open'],
    [{ open: 'leftOpen' }, 'left_open'],
  ] as const)('with the door %o says %s', (door, view) => {
    expect(project(aPicture({ door })).door).toBe(view);
  });

  it('says what it is, and that it is simulated', () => {
    const { name, timeZone, contact, language } = ROSTER.setup.identity;
    expect(project(aPicture()).cabinet).toEqual({
      name,
      timeZone,
      contact,
      language,
      columns: 8,
      simulated: true,
      staffNumber: false,
      quiet: false,
      edition: '1',
    });
    expect(project({ ...aPicture(), simulated: false }).cabinet.simulated).toBe(false);
  });

  it('is drawn wider when it is larger', () => {
    const [slot] = ROSTER.setup.slots;
    if (slot === undefined) throw new Error('the demo has no slots');
    const setup = { ...ROSTER.setup, slots: [...ROSTER.setup.slots, { ...slot, number: 33 }] };
    expect(project({ ...aPicture(), roster: { ...ROSTER, setup } }).cabinet.columns).toBe(13);
  });
});
