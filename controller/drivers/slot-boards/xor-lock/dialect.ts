// XOR lock board: how one board of the bus is spoken to, and the bus itself. Never judges an unlock by its reply, which may be the
// command come back, and never begins one while the pulse of another may last: one lock at a time is all that the supply carries.
import { capabilitiesOf, type XorLockSetup } from '../../../domain/board.ts';
import { err, type Result } from '../../../domain/result.ts';
import { type Clock, milliseconds, type Timers } from '../../../domain/time.ts';
import type { LinkFault } from '../../linked-device.ts';
import { type ByteStream, type OpenTransport, openTransport, parseAddress } from '../../transport.ts';
import type { BoardDialect } from '../board-talk.ts';
import { Bus, type BusPort } from '../bus.ts';
import { openWithEcho } from '../echo.ts';
import { framedTalk } from '../framed-talk.ts';
import { XOR_TIMES } from '../line-times.ts';
import { encodeFrame, statesFor, UNLOCK, XorDecoder, type XorFrame } from './frames.ts';
import { parseReply, readingOf, requestFrame } from './messages.ts';

const BAUD_RATE = 9600;
/** How long the board drives a lock unless it is told otherwise, in ms. */
const OWN_PULSE = 300;
/** From the command to the pulse, in ms: a board may be as late with it as with its answers. */
const LATE = 200;
/** How much longer than the pulse a bolt is watched, in ms: the board has to be asked once more. */
const LOOK = 300;
/**
 * Silences of 1,500 ms each, one right behind the other: with the sweep before them up to 20 boards on one bus are out of use within
 * 8 s of their death, 31 within 11 s. An answer that comes late is none of the two.
 */
const PATIENCE = 2;

/** @throws RangeError when the set-up names a unit that no such board has */
export function xorLockDialect(setup: XorLockSetup, bus: Bus<XorFrame>): BoardDialect {
  const { unit, pulse } = setup;
  const question = encodeFrame(requestFrame({ type: 'ask-all', unit }));
  const lasts = pulse === null ? OWN_PULSE : pulse * 1000;
  return {
    capabilities: capabilitiesOf(setup),
    watch: lasts + LOOK,
    patience: PATIENCE,
    join: (member) =>
      framedTalk(bus, member, {
        question,
        accept: (frame) => {
          const reply = parseReply(frame);
          return reply?.type === 'states' && reply.unit === unit ? readingOf(reply.bytes, setup) : null;
        },
        unlockCommand: (position) => encodeFrame(requestFrame({ type: 'unlock', unit, position, pulse })),
        unlockHabits: {
          answered: ({ head, board }) => head === UNLOCK && board === unit,
          apart: milliseconds(LATE + lasts),
        },
      }),
  };
}

/** All XOR lock boards of one address. */
export type XorNeighbours = readonly [XorLockSetup, ...XorLockSetup[]];

/** The bus behind the address of these boards. */
export function xorLockBus(
  setups: XorNeighbours,
  clock: Clock,
  timers: Timers,
  openStream: OpenTransport = openTransport,
): Bus<XorFrame> {
  const parsed = parseAddress(setups[0].address, { baudRate: BAUD_RATE });
  const open = () => (parsed.ok ? openStream(parsed.value, timers) : Promise.resolve(err('port_absent' as const)));
  return new Bus(xorLockPort(setups, open, timers), clock, timers, XOR_TIMES);
}

/**
 * The port of that bus. When it is opened it asks one lock for its contact, to learn whether the adapter echoes.
 * @throws RangeError when the set-up names a unit that no such board has
 */
export function xorLockPort(
  setups: XorNeighbours,
  open: () => Promise<Result<ByteStream, LinkFault>>,
  timers: Timers,
): BusPort<XorFrame> {
  const states = new Map(setups.map(({ unit, ways }) => [unit, statesFor(ways)]));
  // The answer never holds the question: a contact is 11 or 00, and a question has 33 in its place.
  const question = encodeFrame(requestFrame({ type: 'ask-one', unit: setups[0].unit, position: 0 }));
  return {
    open: () => openWithEcho(open, question, timers),
    newDecoder: () => new XorDecoder(states),
    isNews,
  };
}

/**
 * Whether a frame can be no late answer, because it tells less than all states: a contact that changed (some firmware says
 * so unasked), an unlock answered late. It triggers nothing: the next poll, never more than one answer away, tells the same and more.
 */
function isNews(frame: XorFrame): boolean {
  return parseReply(frame)?.type !== 'states';
}
