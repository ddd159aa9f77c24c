// The screens in which a session asks: what a reason may be, who may stand by, to whom a key goes, what is wrong with it.
import { describe, expect, it } from 'vitest';
import type { Screen } from '../../../controller/contract/snapshot.ts';
import { parseNoteId } from '../../../controller/domain/note.ts';
import { project } from '../../../controller/projection.ts';
import { keyId, NOW, seq } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { aPicture, COLLEAGUE, type Differences, keyNumber, NURSE, VISITOR } from '../../support/picture-builder.ts';
import { aHandover, aReporting, aWitnessing } from '../../support/session-children.ts';

const screen = (over: Differences): Screen => project(aPicture(over)).screen;
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const chosen = (number: number) => ({ choice: { kind: 'take', key: keyNumber(number).id } }) as const;
const COLVANE = { ...VISITOR, staff: COLLEAGUE };
const PIN = { code: 'pin_required', keyClass: 'controlled', cause: 'key_class' } as const;

describe('the PIN', () => {
  it('names the key for which it is asked', () => {
    expect(screen({ session: 'pin', context: chosen(9) })).toMatchObject({ name: 'pin', key: { number: 9 } });
    expect(screen({ session: 'pin' })).toMatchObject({ name: 'pin', key: null });
  });
});

describe('a reason', () => {
  it('is one of those of the groups of the key, with a text where they want one', () => {
    expect(screen({ session: 'reason', context: chosen(13) })).toMatchObject({
      name: 'reason',
      key: { number: 13 },
      choices: ['patient_care', 'complaint', 'audit'],
      text: 'required',
    });
  });

  it('to break glass is always a text where there is nothing to choose', () => {
    expect(screen({ session: 'glass', context: chosen(9) })).toMatchObject({
      name: 'glass',
      choices: [],
      text: 'required',
    });
    expect(screen({ session: 'glass', context: chosen(13) })).toMatchObject({
      choices: ['patient_care', 'complaint', 'audit'],
    });
    expect(screen({ session: 'reason', context: { ...chosen(9), breakGlass: true } }), 'asked once more').toMatchObject(
      {
        name: 'reason',
        text: 'required',
      },
    );
  });

  it('to break glass is shown with what it overrides, also where only somebody to stand by is missing', () => {
    const asked = [{ code: 'witness_required', needed: 1, present: 0, from: [] }] as const;
    const { overrides } = named('glass', { session: 'glass', context: { ...chosen(9), asked } });
    expect(overrides).toMatchObject([{ code: 'witness_required' }]);
  });

  it('for a key that the set-up has lost leaves the list of keys', () => {
    const choice = { kind: 'take', key: keyId('gone') } as const;
    for (const session of ['reason', 'glass'] as const)
      expect(screen({ session, context: { choice } }).name).toBe('home');
  });
});

describe('those who stand by', () => {
  it('are counted, and the last badge is judged', () => {
    const children = aWitnessing('judging', { missing: 2, fault: 'not_among' });
    expect(screen({ session: 'witnessing', children })).toMatchObject({
      missing: 2,
      fault: 'not_among',
      checking: true,
    });
  });

  it('are not named', () => {
    const children = aWitnessing('judging', { witnesses: [COLLEAGUE], candidate: COLVANE });
    expect(JSON.stringify(screen({ session: 'witnessing', children }))).not.toContain(COLLEAGUE);
  });
});

describe('a handover', () => {
  it('asks for whoever must stand by as a taking does', () => {
    const children = { ...aHandover('witnessing', { receiver: COLVANE }), ...aWitnessing('waiting', { missing: 1 }) };
    expect(screen({ session: 'handingOver', children })).toMatchObject({
      name: 'witness',
      purpose: 'take',
      missing: 1,
      key: { number: 9 },
      canBreakGlass: false,
    });
  });

  const over = (...child: Parameters<typeof aHandover>): Differences => ({
    session: 'handingOver',
    children: aHandover(...child),
  });

  it('asks for the count first', () => {
    expect(screen(over('counting'))).toMatchObject({ name: 'count', key: { number: 9 }, endsAt: at(45) });
  });

  it.each([12, null])('names both, who stand there, before the receiver takes it (count: %s)', (count) => {
    const from = aPicture().roster.staff(VISITOR.staff)?.name;
    const shown = screen(over('confirming', { receiver: COLVANE, count }));
    expect(from).toBeDefined();
    expect(shown).toMatchObject({ name: 'handover', from, to: 'C. Lindqvar', count, confirm: true });
  });

  it('asks the receiver for the PIN, for the key', () => {
    const pin = { wrong: true, gate: { open: true, triesLeft: 3 } } as const;
    const shown = screen(over('pin', { receiver: COLVANE, pin }));
    expect(shown).toMatchObject({ name: 'pin', key: { number: 9 }, wrong: true, triesLeft: 3, checking: false });
    expect(shown, 'it is not the PIN of whoever is signed in').toMatchObject({ of: 'C. Lindqvar' });
    expect(screen({ session: 'pin' })).not.toHaveProperty('of');
    expect(screen(over('checkingPin', { receiver: COLVANE, pin }))).toMatchObject({ wrong: false, checking: true });
  });

  it('is refused in the eyes of the receiver', () => {
    const refusals = [{ code: 'key_out', since: NOW, holder: NURSE }, PIN] as const;
    const shown = screen(over('refused', { receiver: COLVANE, refusals }));
    expect(shown).toMatchObject({ name: 'refused', key: { number: 9 }, refusals: [{ yours: false }, PIN] });
    expect(screen(over('refused', { refusals }))).toMatchObject({ refusals: [{ yours: true }, PIN] });
  });

  it('of a key that the set-up has lost leaves the list of keys', () => {
    expect(screen(over('waiting', { key: keyId('gone') })).name).toBe('home');
  });
});

describe('a report', () => {
  const van = keyNumber(9).id;
  const place = expectOk(parseNoteId('a'.repeat(64)));
  const reading = { key: van, mileage: 41_200, fuel: 6, place, by: COLLEAGUE, at: NOW };

  it('shows what others have said of the key already, and not who', () => {
    const fault = {
      report: seq(4),
      key: van,
      fault: 'bent',
      severity: 'minor',
      by: COLLEAGUE,
      since: NOW,
      note: null,
    } as const;
    const shown = screen({
      session: 'reporting',
      children: aReporting(),
      ledger: { faults: new Map([[van, [fault]]]) },
    });
    expect(shown).toMatchObject({ name: 'report', open: [{ fault: 'bent', severity: 'minor', since: at(0) }] });
    expect(JSON.stringify(shown)).not.toContain(COLLEAGUE);
  });

  it('of a vehicle shows what the driver before read off', () => {
    const over = { session: 'reporting', children: aReporting('asking', { report: 'vehicle' }) } as const;
    expect(screen(over)).toMatchObject({ name: 'vehicle', last: null });
    const last = { mileage: 41_200, fuel: 6, place: `text of ${place}`, at: at(0) };
    expect(screen({ ...over, ledger: { readings: new Map([[van, reading]]) } })).toMatchObject({ last });
    const unsaid = { ...reading, place: null };
    expect(screen({ ...over, ledger: { readings: new Map([[van, unsaid]]) } })).toMatchObject({
      last: { place: null },
    });
  });

  it('says that it was written, or why not', () => {
    expect(screen({ session: 'reporting', children: aReporting('noted') })).toMatchObject({
      noted: true,
      endsAt: at(3),
    });
    const children = aReporting('asking', { fault: 'mileage_fell' });
    expect(screen({ session: 'reporting', children })).toMatchObject({ noted: false, fault: 'mileage_fell' });
  });
});

function named<Name extends Screen['name']>(name: Name, over: Differences): Extract<Screen, { name: Name }> {
  const shown = screen(over);
  if (!isNamed(shown, name)) throw new Error(`expected the screen ${name}, got ${shown.name}`);
  return shown;
}

function isNamed<Name extends Screen['name']>(shown: Screen, name: Name): shown is Extract<Screen, { name: Name }> {
  return shown.name === name;
}
