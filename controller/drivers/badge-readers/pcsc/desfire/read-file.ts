// Reads the hospital's own file from a DESFire: select, authenticate, read, over whatever carries APDUs. Never tries twice,
// never takes a byte that the card has not proved, and never says what went wrong between two cryptograms.
import type { DesfireFile } from '../../../../domain/reader.ts';
import { err, ok, type Result } from '../../../../domain/result.ts';
import { type AesSession, answerChallenge, BLOCK } from './aes-session.ts';
import { type Answer, ask, askForAll, INS, STATUS, type Transmit } from './apdu.ts';

/** A file, and the AES key that reads it: 16 bytes. */
export interface DesfireAccess {
  readonly file: DesfireFile;
  readonly key: Uint8Array;
}

/** Why a file was not read. */
export type FileFault =
  /** Not a DESFire, or one without the application: somebody else's card. */
  | 'absent'
  | 'removed_too_soon'
  | 'no_answer'
  /** It has the application and did not prove that it has the key, or gave data that it has not proved. */
  | 'not_authentic'
  /** It has the key, and the file is not there, too short, not to be read with this key, or was never written. */
  | 'not_understood';

/** A new file is full of zeros, one that was wiped of FF: such badges would all have one number. */
const BLANK = [0x00, 0xff] as const;

/**
 * Reads the file: SelectApplication, AuthenticateAES, ReadData of MIFARE DESFire EV1. Four APDUs, or five for more than 59 bytes.
 * @param random gives so many bytes that nobody can foresee
 * @returns exactly `file.length` bytes; rejects as `transmit` does
 */
export async function readDesfireFile(
  transmit: Transmit,
  { file, key }: DesfireAccess,
  random: (size: number) => Uint8Array,
): Promise<Result<Uint8Array, FileFault>> {
  const selected = await select(transmit, file.application);
  if (selected !== null) return err(selected);
  const session = await authenticate(transmit, file.keyNumber, key, random(BLOCK));
  return session.ok ? await read(transmit, session.value, file) : session;
}

/** @returns null when the application is there */
async function select(transmit: Transmit, application: string): Promise<FileFault | null> {
  // Least significant byte first.
  const identifier = Uint8Array.from(Buffer.from(application, 'hex')).toReversed();
  const answer = await ask(transmit, INS.selectApplication, identifier);
  if (!answer.ok) return answer.error === 'foreign' ? 'absent' : answer.error;
  switch (answer.value.status) {
    case STATUS.done:
      return null;
    case STATUS.noSuchApplication:
    case STATUS.illegalCommand:
      return 'absent';
    default:
      return 'no_answer';
  }
}

async function authenticate(
  transmit: Transmit,
  keyNumber: number,
  key: Uint8Array,
  rndA: Uint8Array,
): Promise<Result<AesSession, FileFault>> {
  const first = await ask(transmit, INS.authenticateAes, Uint8Array.of(keyNumber));
  if (!isAnswer(first, STATUS.more) || first.value.data.length !== BLOCK) return err(faultOf(first));
  const challenge = answerChallenge(key, first.value.data, rndA);
  const second = await ask(transmit, INS.more, challenge.token);
  if (!isAnswer(second, STATUS.done)) return err(faultOf(second));
  const session = challenge.judge(second.value.data);
  return session === null ? err('not_authentic') : ok(session);
}

async function read(
  transmit: Transmit,
  session: AesSession,
  { file, offset, length }: DesfireFile,
): Promise<Result<Uint8Array, FileFault>> {
  const parameters = Uint8Array.of(file, ...threeBytes(offset), ...threeBytes(length));
  session.sent(Uint8Array.of(INS.readData, ...parameters));
  const answer = await askForAll(transmit, INS.readData, parameters);
  if (!answer.ok) return err(faultOf(answer));
  if (answer.value.status !== STATUS.done) return err('not_understood');
  const content = session.open(answer.value.data, length);
  if (content === null) return err('not_authentic');
  return BLANK.some((blank) => content.every((byte) => byte === blank)) ? err('not_understood') : ok(content);
}

type Asked = Awaited<ReturnType<typeof ask>>;

function isAnswer(asked: Asked, status: number): asked is { readonly ok: true; readonly value: Answer } {
  return asked.ok && asked.value.status === status;
}

function faultOf(asked: Asked): FileFault {
  return !asked.ok && asked.error === 'removed_too_soon' ? asked.error : 'not_authentic';
}

/** Least significant byte first. */
function threeBytes(value: number): readonly number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff];
}
