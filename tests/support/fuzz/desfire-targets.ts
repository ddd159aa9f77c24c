// The parsers of what a DESFire answers, and of the order that the PC/SC child gets.

import { AesSession, answerChallenge } from '../../../controller/drivers/badge-readers/pcsc/desfire/aes-session.ts';
import { unwrap } from '../../../controller/drivers/badge-readers/pcsc/desfire/apdu.ts';
import { encodeOrder, parseOrder } from '../../../controller/drivers/badge-readers/pcsc/protocol.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { enciphered, maced, macOf } from '../virtual-card-desfire.ts';
import { spoiltBytes, spoiltJson } from './mutations.ts';
import { type FuzzTarget, sameBytes, unless } from './target.ts';

const DESFIRE = { application: 'F48120', keyNumber: 2, file: 5, offset: 0, length: 16 };
const ORDERS = [
  { type: 'watch', desfire: null },
  { type: 'watch', desfire: { ...DESFIRE, key: '31383f464d545b626970777e858c939a' } },
];
const KEY = Uint8Array.from({ length: 16 }, (_none, at) => 0x31 + 7 * at);
const COMMAND = Uint8Array.of(0xbd, 5, 0, 0, 0, 16, 0, 0);
const ZEROS = new Uint8Array(16);

export const DESFIRE_ANSWERS: FuzzTarget = {
  name: 'desfire',
  tryOne: (random) => {
    switch (random.below(4)) {
      case 0:
        return order(random);
      case 1:
        return answer(random);
      case 2:
        return proof(random);
      default:
        return file(random);
    }
  },
};

function order(random: SeededRandom): string | null {
  const said = spoiltJson(random, random.pick(ORDERS));
  const parsed = parseOrder(said);
  if (!parsed.ok) return null;
  return unless(
    JSON.stringify(encodeOrder(parsed.value)) === JSON.stringify(said),
    'an order is another one when written',
  );
}

function answer(random: SeededRandom): string | null {
  const response = random.bytes(random.below(40));
  const taken = unwrap(response);
  if (!taken.ok) return null;
  const again = Uint8Array.of(...taken.value.data, 0x91, taken.value.status);
  return unless(sameBytes(again, response), 'an answer is another one when put together');
}

/** Whoever has not the key proves nothing by chance. */
function proof(random: SeededRandom): string | null {
  const { judge } = answerChallenge(KEY, random.bytes(16), random.bytes(16));
  return unless(judge(random.bytes(random.pick([16, random.below(40)]))) === null, 'random bytes are a proof');
}

/** A reply that was spoilt is opened only when spoiling left it as it was. */
function file(random: SeededRandom): string | null {
  const data = random.bytes(16);
  const sealing = random.below(2) === 0 ? enciphered : maced;
  const sealed = Uint8Array.from(sealing([...KEY], macOf([...KEY], [...ZEROS], [...COMMAND]), [...data]));
  const spoilt = spoiltBytes(random, sealed, [sealed]);
  const session = new AesSession(KEY);
  session.sent(COMMAND);
  const opened = session.open(spoilt, data.length);
  if (opened === null) return unless(!sameBytes(spoilt, sealed), 'a whole reply is not opened');
  return unless(sameBytes(spoilt, sealed) && sameBytes(opened, data), 'a spoilt reply is opened');
}
