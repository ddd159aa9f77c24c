// Lines among noise, however the stream is cut.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_TEXT } from '../../../../../controller/domain/reader.ts';
import { LineDecoder } from '../../../../../controller/drivers/badge-readers/serial-ascii/lines.ts';

const bytesOf = (text: string) => Buffer.from(text, 'latin1');

describe('a line', () => {
  it.each([
    ['ends with CR', '11801603\r', ['11801603']],
    ['ends with LF', '11801603\n', ['11801603']],
    ['ends with CRLF, once', '11801603\r\n', ['11801603']],
    ['follows another', '1\r\n2\r3\n', ['1', '2', '3']],
    ['is none when it is empty', '\r\n\n\r\r', []],
    ['is whole behind noise', '\u00ff\u0000\u008011801603\r', ['11801603']],
    ['begins anew behind a byte that is no text', '118\u000211801603\r', ['11801603']],
    ['keeps what stands in it, letters and spaces too', 'FC 118\r', ['FC 118']],
    ['waits for its end', '11801603', []],
  ])('%s', (_what, text, lines) => {
    expect(new LineDecoder().push(bytesOf(text)).frames).toEqual(lines);
  });

  it('that never ends is not kept, and nothing of it makes a number', () => {
    const decoder = new LineDecoder();
    for (let times = 0; times < 1_000; times += 1) decoder.push(bytesOf('1'.repeat(100)));
    expect(decoder.held).toBe(LONGEST_TEXT + 1);
    expect(decoder.push(bytesOf('\r')).frames).toEqual(['1'.repeat(LONGEST_TEXT + 1)]);
  });

  it('is dropped when the line goes quiet', () => {
    const decoder = new LineDecoder();
    decoder.push(bytesOf('118'));
    expect(decoder.flush()).toEqual({ frames: [], skipped: 3 });
    expect(decoder.push(bytesOf('01603\r')).frames).toEqual(['01603']);
  });

  it('is the same however the stream is cut, and every byte is in it, ends it, or is counted', () => {
    const piece = fc.oneof(fc.constantFrom('1', 'A', '\r', '\n', '\u0002', '\u00ff'), fc.string());
    fc.assert(
      fc.property(fc.array(piece), fc.array(fc.nat()), (pieces, cuts) => {
        const stream = bytesOf(pieces.join(''));
        const edges = [0, ...cuts.map((cut) => cut % (stream.length + 1)).toSorted((a, b) => a - b), stream.length];
        const decoder = new LineDecoder();
        const parts = edges.slice(1).map((edge, index) => decoder.push(stream.subarray(edges[index], edge)));
        const frames = parts.flatMap((part) => part.frames);
        const skipped = parts.reduce((sum, part) => sum + part.skipped, 0);
        expect(frames).toEqual(new LineDecoder().push(stream).frames);
        const ends = stream.filter((byte) => byte === 0x0d || byte === 0x0a).length;
        expect(frames.join('').length + decoder.held + skipped + ends).toBe(stream.length);
      }),
    );
  });
});
