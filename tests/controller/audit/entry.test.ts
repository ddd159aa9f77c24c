// Entries survive the way to bytes and back, have one spelling, and hold nothing but ids and closed codes.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTRY_LIMIT, type Entry, encodeEntry, OCCURRENCE_KINDS, parseEntry } from '../../../controller/audit/entry.ts';
import { parseBookingId, parseBootId } from '../../../controller/domain/ids.ts';
import { parseNoteId } from '../../../controller/domain/note.ts';
import { type Occurrence, RECALLED_LIMIT } from '../../../controller/domain/occurrence.ts';
import { instant, monotonic } from '../../../controller/domain/time.ts';
import { OCCURRENCES, someInstant, someOccurrence, someSeq } from '../../support/arbitrary-occurrences.ts';
import { anIntent, fobId, keyId, NOW, seq, sessionId, slotId, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const BOOT = expectOk(parseBootId('boot-1'));

function anEntry(occurrence: Occurrence, over: Partial<Entry> = {}): Entry {
  return { seq: seq(7), boot: BOOT, mono: monotonic(81_234), at: NOW, clock: 'good', occurrence, ...over };
}

const someEntry = fc.record({
  seq: someSeq,
  boot: fc.constant(BOOT),
  mono: fc.nat().map(monotonic),
  at: someInstant,
  clock: fc.constantFrom('good' as const, 'suspect' as const),
  occurrence: someOccurrence,
});

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const parseText = (json: string) => parseEntry(Buffer.from(json, 'utf8'));

const DOOR =
  '{"seq":7,"boot":"boot-1","mono":81234,"at":"2030-01-15T09:00:00.000Z","clock":"good","kind":"door.opened"}';
const UNEXPECTED = DOOR.replace('door.opened"', 'event.unexpected","machine":"slot","event":"fob.pulled"');

describe('the bytes of an entry', () => {
  it('are canonical JSON: fixed order, no nulls, instants in UTC', () => {
    expect(text(encodeEntry(anEntry({ kind: 'door.opened', during: null })))).toBe(DOOR);
    expect(text(encodeEntry(anEntry(anIntent({ due: instant(NOW + 1) }))))).toBe(
      '{"seq":7,"boot":"boot-1","mono":81234,"at":"2030-01-15T09:00:00.000Z","clock":"good","kind":"release.intended",' +
        '"session":"session-1","staff":"nurse","factors":["badge"],"purpose":"take","slot":"slot-14","fob":"fob-14",' +
        '"key":"linen","due":"2030-01-15T09:00:00.001Z","witnesses":[],"overridden":[]}',
    );
  });

  it('say the same whatever the order of the fields in memory', () => {
    fc.assert(
      fc.property(someEntry, (entry) => {
        const reversed = Object.fromEntries(Object.entries(entry.occurrence).toReversed());
        expect(text(encodeEntry({ ...entry, occurrence: reversed as unknown as Occurrence }))).toBe(
          text(encodeEntry(entry)),
        );
      }),
    );
  });

  it('leave out what was spread into the object and does not belong to its kind', () => {
    const person = { staff: 'nurse', name: 'N. Testwell', key: 'linen', seq: 9 };
    expect(text(encodeEntry(anEntry({ ...person, kind: 'door.opened', during: null })))).toBe(DOOR);
  });

  it.each(Object.entries(OCCURRENCES))('keep every field of %s', (_kind, occurrences) => {
    fc.assert(
      fc.property(occurrences, someEntry, (occurrence, entry) => {
        const whole = { ...entry, occurrence };
        expect(expectOk(parseEntry(encodeEntry(whole)))).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  it('stay within the limit with the longest ids and the most that is listed', () => {
    const long = (mark: string) => `${mark}${'x'.repeat(63)}`;
    const note = expectOk(parseNoteId('f'.repeat(64)));
    const session = sessionId(long('s'));
    const staff = staffId(long('p'));
    const longest: readonly Occurrence[] = [
      {
        kind: 'staff.suspended',
        session,
        staff,
        person: staff,
        silent: false,
        recalled: Array.from({ length: RECALLED_LIMIT }, () => keyId(long('k'))),
        note,
      },
      {
        ...anIntent({ session, staff, slot: slotId(long('l')), fob: fobId(long('f')), key: keyId(long('k')) }),
        due: instant(NOW),
        factors: ['badge', 'number', 'pin'],
        witnesses: Array.from({ length: 16 }, () => staff),
        reason: long('r'),
        booking: expectOk(parseBookingId(long('b'))),
        overridden: Array.from({ length: 40 }, () => 'group_allowance_reached' as const),
        note,
      },
    ];
    const boot = expectOk(parseBootId(long('b')));
    for (const occurrence of longest) {
      const entry = anEntry(occurrence, { boot, seq: seq(Number.MAX_SAFE_INTEGER), mono: monotonic(2 ** 52) });
      expect(expectOk(parseEntry(encodeEntry(entry)))).toEqual(entry);
    }
  });

  it('are never written with a list that is too long', () => {
    const recalled = Array.from({ length: RECALLED_LIMIT + 1 }, () => keyId('k'));
    const during = { session: sessionId('s'), staff: staffId('p') };
    const many: Occurrence = {
      kind: 'staff.suspended',
      ...during,
      person: staffId('q'),
      silent: true,
      recalled,
      note: null,
    };
    expect(() => encodeEntry(anEntry(many))).toThrow('malformed recalled');
  });

  it('exist for every kind that the domain knows', () => {
    const folder = path.join(import.meta.dirname, '../../../controller/domain');
    const texts = ['occurrence.ts', 'desk-occurrence.ts', 'alarm.ts', 'legal-hold.ts'].map((file) =>
      readFileSync(path.join(folder, file), 'utf8'),
    );
    const kinds = texts.join('\n').matchAll(/'([a-z]+\.[a-z_]+)'/g);
    const known = [...new Set([...kinds].map(([, kind]) => String(kind)))].toSorted();
    expect(OCCURRENCE_KINDS.toSorted()).toEqual(known);
    expect(Object.keys(OCCURRENCES).toSorted()).toEqual(known);
  });

  it('are never written when they could not be read', () => {
    const opened: Occurrence = { kind: 'door.opened', during: null };
    expect(() => encodeEntry(anEntry(opened, { at: instant(1.5) }))).toThrow('whole milliseconds');
    expect(() => encodeEntry(anEntry(opened, { at: instant(Number.NaN) }))).toThrow(RangeError);
    expect(() => encodeEntry(anEntry(opened, { at: instant(253_402_300_800_000) }))).toThrow('malformed at');
    expect(() => encodeEntry(anEntry(opened, { mono: monotonic(0.5) }))).toThrow('malformed mono');
    const chatty: Occurrence = { kind: 'event.unexpected', machine: 'slot', event: 'A. Nurse took key 14' };
    expect(() => encodeEntry(anEntry(chatty))).toThrow('malformed event');
  });
});

describe('parsing an entry', () => {
  it('takes an entry from before it was written down what it rests on', () => {
    const old = DOOR.replace('door.opened"', 'key.removed","slot":"slot-14","key":"linen","cause":"sensor"');
    expect(expectOk(parseText(old)).occurrence).not.toHaveProperty('seen', expect.anything());
    const newer = old.replace('"sensor"', '"sensor","seen":"fob"');
    expect(expectOk(parseText(newer)).occurrence).toMatchObject({ seen: 'fob' });
    expect(parseText(newer.replace('"fob"', '"guess"')).ok).toBe(false);
  });

  it('takes the written form', () => {
    expect(expectOk(parseText(DOOR)).occurrence).toEqual({ kind: 'door.opened', during: null });
    expect(expectOk(parseText(UNEXPECTED)).occurrence).toMatchObject({ machine: 'slot', event: 'fob.pulled' });
  });

  it.each([
    ['white space', DOOR.replace('":7', '": 7'), 'not_canonical'],
    ['another order', DOOR.replace('"seq":7,"boot":"boot-1"', '"boot":"boot-1","seq":7'), 'not_canonical'],
    ['a null', DOOR.replace('}', ',"during":null}'), 'not_canonical'],
    ['a field twice', DOOR.replace('"seq":7', '"seq":6,"seq":7'), 'not_canonical'],
    ['an escape', DOOR.replace('boot-1', '\\u0062oot-1'), 'not_canonical'],
    ['a number in another spelling', DOOR.replace('81234', '8.1234e4'), 'not_canonical'],
    ['a day that is none', DOOR.replace('01-15', '02-31'), 'not_canonical'],
    ['something after it', `${DOOR} `, 'not_canonical'],
    ['a field that it does not have', DOOR.replace('}', ',"name":"A. Nurse"}'), 'malformed'],
    ['a field of another kind', DOOR.replace('}', ',"key":"linen"}'), 'malformed'],
    ['an unknown kind', DOOR.replace('door.opened', 'door.painted'), 'malformed'],
    ['a kind from the prototype', DOOR.replace('door.opened', 'constructor'), 'malformed'],
    ['a prototype', DOOR.replace('}', ',"__proto__":{}}'), 'malformed'],
    ['position 0', DOOR.replace('":7', '":0'), 'malformed'],
    ['another time zone', DOOR.replace('000Z', '000+01:00'), 'malformed'],
    ['half a during', DOOR.replace('}', ',"during":{"session":"s-1"}}'), 'malformed'],
    ['more in during', DOOR.replace('}', ',"during":{"session":"s-1","staff":"n","name":"x"}}'), 'malformed'],
    ['free text', UNEXPECTED.replace('fob.pulled', 'pulled by nurse'), 'malformed'],
    ['long text', UNEXPECTED.replace('fob.pulled', 'x'.repeat(129)), 'malformed'],
    ['no object', '[]', 'not_json'],
    ['no JSON', DOOR.slice(0, -1), 'not_json'],
    ['nothing', '', 'not_json'],
    ['too much', UNEXPECTED.replace('fob.pulled', 'x'.repeat(ENTRY_LIMIT)), 'too_long'],
  ])('refuses %s', (_what, json, code) => {
    expect(parseText(json)).toMatchObject({ ok: false, error: { code } });
  });

  it('refuses bytes that are no UTF-8, and a byte order mark', () => {
    expect(parseEntry(Uint8Array.of(0x7b, 0xff, 0x7d))).toMatchObject({ error: { code: 'not_utf8' } });
    expect(parseEntry(Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), Buffer.from(DOOR)]))).toMatchObject({
      ok: false,
    });
  });

  it('never throws, and what it takes it would write the same', () => {
    const damaged = fc.tuple(someEntry, fc.nat(), fc.nat(255)).map(([entry, place, byte]) => {
      const bytes = encodeEntry(entry);
      return bytes.with(place % bytes.length, byte);
    });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 300 })), (bytes) => {
        const parsed = parseEntry(bytes);
        if (parsed.ok) expect(text(encodeEntry(parsed.value))).toBe(text(bytes));
      }),
      { numRuns: 500 },
    );
  });
});
