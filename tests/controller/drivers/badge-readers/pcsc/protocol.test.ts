// The messages of the child process: what goes in comes out, and nothing else is believed.
import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChildMessage,
  encodeMessage,
  parseMessage,
} from '../../../../../controller/drivers/badge-readers/pcsc/protocol.ts';

const overTheWire = (message: ChildMessage): unknown => JSON.parse(JSON.stringify(encodeMessage(message)));

describe('messages of the child process', () => {
  it.each<ChildMessage>([
    { type: 'alive' },
    { type: 'attached' },
    { type: 'badge', number: Uint8Array.of(4, 0xa1, 0, 0xff) },
    { type: 'badge', number: new Uint8Array(0) },
    { type: 'unreadable', reason: 'no_answer' },
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
