// An adapter that echoes: found out at the opening, then taken out of what arrives, byte for byte, and nothing else with it.
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../../../controller/domain/result.ts';
import { openWithEcho } from '../../../../controller/drivers/slot-boards/echo.ts';
import type { ByteStream } from '../../../../controller/drivers/transport.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { FakeStream } from '../../../support/fake-stream.ts';
import { hex, toHex } from '../../../support/hex.ts';
import { SimulatedTime } from '../../../support/simulated-time.ts';

const QUESTION = hex('80 01 01 33 B3');
const COMMAND = hex('8A 01 01 11 9B');
const WINDOW = 250;

let time: SimulatedTime;
let line: FakeStream;

beforeEach(() => {
  time = new SimulatedTime();
  line = new FakeStream();
});

/** Opens the stream on a line that answers the question as said. */
async function open(answered: (bytes: Uint8Array) => void = () => undefined) {
  line.onWrite = answered;
  const opening = openWithEcho(async () => ok(line), QUESTION, time);
  await time.advance(WINDOW);
  line.onWrite = () => undefined;
  return await opening;
}

const echo = (bytes: Uint8Array) => line.arrive(bytes);

/** Everything that the stream tells, piece by piece. */
function listen(stream: ByteStream): string[] {
  const heard: string[] = [];
  stream.onData((bytes) => heard.push(toHex(bytes)));
  return heard;
}

describe('the opening', () => {
  it('asks the question once, and tells nothing of what comes', async () => {
    const stream = expectOk(await open((bytes) => time.setTimeout(() => echo(bytes), 5)));
    const heard = listen(stream);
    await time.advance(1_000);
    expect(line.written.map(toHex)).toEqual([toHex(QUESTION)]);
    expect(heard).toEqual([]);
    expect(time.waiting).toBe(0);
  });

  it.each([
    ['nothing', ''],
    ['an answer', '80 01 01 11 91'],
    ['a damaged echo', '80 01 01 32 B3'],
    ['half an echo', '80 01 01'],
  ])('finds no echo in %s', async (_what, text) => {
    const stream = expectOk(await open(() => text !== '' && line.arrive(hex(text))));
    const heard = listen(stream);
    await stream.write(COMMAND);
    line.arrive(COMMAND);
    expect(heard).toEqual([toHex(COMMAND)]);
  });

  it.each([
    ['alone', ['80 01 01 33 B3']],
    ['in pieces', ['80', '01 01 33', 'B3']],
    ['behind garbage', ['FA FD 99 99 80 01 01 33 B3']],
    ['behind what looks like its beginning', ['80 01 01 80 01', '01 33 B3']],
    ['with the answer behind it', ['80 01 01 33 B3 80 01 01 11 91']],
  ])('finds the echo %s', async (_how, pieces) => {
    const come = () => {
      for (const piece of pieces) line.arrive(hex(piece));
    };
    const stream = expectOk(await open(come));
    const heard = listen(stream);
    await stream.write(COMMAND);
    line.arrive(COMMAND);
    expect(heard).toEqual([]);
  });

  it('passes on why the port does not open', async () => {
    expect(await openWithEcho(async () => err('port_absent'), QUESTION, time)).toEqual(err('port_absent'));
  });

  it('ends when the port closes meanwhile', async () => {
    expect(await open(() => void line.close())).toEqual(err('port_closed'));
    expect(time.waiting).toBe(0);
  });

  it('ends, and closes the port, when it does not take the question', async () => {
    line.takesBytes = false;
    expect(await open()).toEqual(err('port_closed'));
    expect(line.isOpen).toBe(false);
  });
});

describe('with an echo', () => {
  let stream: ByteStream;
  let heard: string[];

  beforeEach(async () => {
    stream = expectOk(await open(echo));
    heard = listen(stream);
  });

  it('drops the own bytes once: what is the same behind them is an answer', async () => {
    await stream.write(COMMAND);
    line.arrive(Uint8Array.of(...COMMAND, ...COMMAND));
    expect(heard).toEqual([toHex(COMMAND)]);
  });

  it('drops nothing that was not written', async () => {
    line.arrive(COMMAND);
    expect(heard).toEqual([toHex(COMMAND)]);
  });

  it('drops the own bytes however they are cut, and tells the rest as it is', async () => {
    const bytes = fc.uint8Array({ maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.array(fc.nat(), { maxLength: 6 }), async (answer, cuts) => {
        heard.length = 0;
        await stream.write(COMMAND);
        const all = Uint8Array.of(...COMMAND, ...answer);
        const edges = [0, ...cuts.map((cut) => cut % (all.length + 1)).toSorted((a, b) => a - b), all.length];
        for (const [index, edge] of edges.slice(1).entries()) line.arrive(all.slice(edges[index], edge));
        expect(heard.filter((piece) => piece !== '').join(' ')).toBe(toHex(answer));
      }),
      { numRuns: 200 },
    );
  });

  it('tells what stands before an echo: it is noise, and somebody counts it', async () => {
    await stream.write(COMMAND);
    line.arrive(hex('FA FD 99 99 8A 01 01 11 9B 8A 01 01 00 8A'));
    expect(heard).toEqual(['FA FD 99 99', '8A 01 01 00 8A']);
  });

  it('tells a damaged echo and the answer behind it', async () => {
    await stream.write(QUESTION);
    line.arrive(hex('80 01 01 13 B3 80 01 01 11 91'));
    expect(heard.join(' ')).toBe('80 01 01 13 B3 80 01 01 11 91');
  });

  it('holds the beginning of an echo back, and forgets it when it was not one', async () => {
    await stream.write(COMMAND);
    line.arrive(hex('8A 01'));
    await stream.write(QUESTION);
    line.arrive(QUESTION);
    line.arrive(hex('80 01 01 11 91'));
    expect(heard).toEqual(['80 01 01 11 91']);
  });

  it('closes when several writes in a row do not come back, and writes nothing more', async () => {
    for (let write = 0; write < 3; write += 1) expectOk(await stream.write(QUESTION));
    const before = line.written.length;
    expect(stream.isOpen).toBe(false);
    expect(await stream.write(COMMAND)).toEqual(err('port_closed'));
    expect(line.isOpen).toBe(false);
    expect(line.written).toHaveLength(before);
  });

  it('stays open on a noisy line that loses an echo now and then', async () => {
    for (let write = 0; write < 20; write += 1) {
      expectOk(await stream.write(QUESTION));
      if (write % 3 !== 0) line.arrive(QUESTION);
    }
    expect(stream.isOpen).toBe(true);
  });
});

describe('the stream', () => {
  it('is the port in everything else', async () => {
    const stream = expectOk(await open());
    let closed = 0;
    stream.onClose(() => {
      closed += 1;
    });
    expect(stream.isOpen).toBe(true);
    await stream.close();
    expect([closed, stream.isOpen, line.isOpen]).toEqual([1, false, false]);
    expect(await stream.write(COMMAND)).toEqual(err('port_closed'));
  });
});
