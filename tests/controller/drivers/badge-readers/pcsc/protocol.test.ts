// The messages of the child process: what goes in comes out, and nothing else is believed.
import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChildMessage,
  type ChildOrder,
  encodeMessage,
  encodeOrder,
  parseMessage,
  parseOrder,
} from '../../../../../controller/drivers/badge-readers/pcsc/protocol.ts';

const overTheWire = (message: ChildMessage): unknown => JSON.parse(JSON.stringify(encodeMessage(message)));

describe('messages of the child process', () => {
  it.each<ChildMessage>([
    { type: 'alive' },
    { type: 'attached' },
    { type: 'badge', number: Uint8Array.of(4, 0xa1, 0, 0xff) },
    { type: 'badge', number: new Uint8Array(0) },
    { type: 'file', content: Uint8Array.of(0x5a) },
    { type: 'file', content: new Uint8Array(64).fill(7) },
    { type: 'unreadable', reason: 'no_answer' },
    { type: 'unreadable', reason: 'not_authentic' },
    { type: 'failed', fault: 'port_closed' },
  ])('carries %j', (message) => {
    expect(parseMessage(overTheWire(message))).toEqual({ ok: true, value: message });
  });

  it.each([
    null,
    undefined,
    7,
    'alive',
    [],
    ['alive'],
    {},
    { type: 'open' },
    { type: 'alive', extra: 1 },
    { type: 'alive', '': 1 },
    { type: 'badge' },
    { type: 'badge', number: 'abc' },
    { type: 'badge', number: 'AB' },
    { type: 'badge', number: [4] },
    { type: 'badge', number: '04', extra: 1 },
    { type: 'badge', number: '00'.repeat(259) },
    { type: 'file' },
    { type: 'file', content: '' },
    { type: 'file', content: '00'.repeat(65) },
    { type: 'file', number: '04' },
    { type: 'badge', content: '04' },
    { type: 'unreadable', reason: 'broken' },
    { type: 'unreadable', reason: 'toString' },
    { type: 'failed', fault: 'constructor' },
    { type: 'failed' },
  ])('refuses %j', (value) => {
    expect(parseMessage(value)).toEqual({ ok: false, error: 'malformed' });
  });

  it('survives anything that JSON can say', () => {
    assert(
      property(jsonValue(), (value) => {
        const parsed = parseMessage(value);
        if (parsed.ok) expect(encodeMessage(parsed.value)).toEqual(value);
      }),
    );
  });
});

const DESFIRE = { application: 'F48120', keyNumber: 2, file: 5, offset: 0, length: 16 };
const KEY = '000102030405060708090a0b0c0d0eff';

describe('the order of the parent', () => {
  const given = (desfire: unknown): unknown => ({ type: 'watch', desfire });

  it.each<ChildOrder>([
    { type: 'watch', desfire: null },
    { type: 'watch', desfire: { file: DESFIRE, key: Uint8Array.from(Buffer.from(KEY, 'hex')) } },
  ])('is carried, %#', (order) => {
    const travelled: unknown = JSON.parse(JSON.stringify(encodeOrder(order)));
    expect(parseOrder(travelled)).toEqual({ ok: true, value: order });
  });

  it.each([
    null,
    'watch',
    [],
    {},
    { type: 'watch' },
    { type: 'look', desfire: null },
    { type: 'watch', desfire: null, more: 1 },
    given([]),
    given({}),
    given(DESFIRE),
    given({ ...DESFIRE, key: KEY.slice(2) }),
    given({ ...DESFIRE, key: `${KEY}00` }),
    given({ ...DESFIRE, key: KEY.toUpperCase() }),
    given({ ...DESFIRE, key: KEY, more: 1 }),
    given({ ...DESFIRE, key: KEY, application: 'f48120' }),
    given({ ...DESFIRE, key: KEY, application: 'F4812' }),
    given({ ...DESFIRE, key: KEY, keyNumber: 14 }),
    given({ ...DESFIRE, key: KEY, keyNumber: '2' }),
    given({ ...DESFIRE, key: KEY, file: 32 }),
    given({ ...DESFIRE, key: KEY, file: -1 }),
    given({ ...DESFIRE, key: KEY, offset: 0x1000000 }),
    given({ ...DESFIRE, key: KEY, length: 0 }),
    given({ ...DESFIRE, key: KEY, length: 65 }),
    given({ ...DESFIRE, key: KEY, length: 1.5 }),
  ])('is refused when it is not exactly one, %#', (value) => {
    expect(parseOrder(value)).toEqual({ ok: false, error: 'malformed' });
  });

  it('survives anything that JSON can say', () => {
    assert(
      property(jsonValue(), (value) => {
        const parsed = parseOrder(value);
        if (parsed.ok) expect(encodeOrder(parsed.value)).toEqual(value);
      }),
    );
  });
});
