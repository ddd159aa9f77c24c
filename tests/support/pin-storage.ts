// What a stolen database tells of a PIN, asked of a real data folder: the hash as it lies there, its cost, and its pepper.
import { argon2Sync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openDataFolder } from '../../controller/data-folder.ts';
import { openingOf } from '../../controller/main.ts';
import { staffId } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';

const PIN = '280964';
const PARTS = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;
/** One at work and four that wait. */
const PLACES = 5;
const ASKED = 12;
/** The event loop turns far more often than this while five PINs are worked on; were they worked on in it, it would not. */
const TURNS = 100;

/** @returns what is wrong with it, in words; nothing when all is as it must be */
export async function whatIsStored(folder: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  const data = expectOk(openDataFolder(folder, openingOf()));
  const nurse = staffId('nurse');
  const phc = expectOk(await data.pins.hash(PIN));
  expectOk(data.store.credentials.writePin(nurse, phc, false));
  const stored = data.store.credentials.pinOf(nurse)?.phc ?? '';

  let turns = 0;
  let isOver = false;
  const turning = () => {
    turns += 1;
    if (!isOver) setImmediate(turning);
  };
  turning();
  const matches = await Promise.all(
    Array.from({ length: ASKED }, () => data.pins.match(PIN, { pin: stored, duress: null })),
  );
  isOver = true;
  const served = matches.filter(({ ok }) => ok).length;
  if (served !== PLACES) wrong.push(`${served} of ${ASKED} PINs were worked on at once, not ${PLACES}`);
  if (turns < TURNS) wrong.push(`the event loop turned ${turns} times while PINs were worked on`);
  data.close();

  const parts = PARTS.exec(stored);
  if (parts === null) return [...wrong, 'the PIN is not stored as argon2id'];
  const [memory, passes, parallelism] = parts.slice(1, 4).map(Number);
  if (memory === undefined || passes === undefined || parallelism === undefined) return [...wrong, 'no costs'];
  if (memory < 65_536 || passes < 3) wrong.push(`a hash costs ${memory} KiB and ${passes} passes only`);
  const digestWith = (secret: Buffer) =>
    argon2Sync('argon2id', {
      message: PIN,
      nonce: Buffer.from(parts[4] ?? '', 'base64'),
      parallelism,
      tagLength: 32,
      memory,
      passes,
      ...(secret.length === 0 ? {} : { secret }),
    })
      .toString('base64')
      .replaceAll('=', '');
  if (digestWith(Buffer.alloc(0)) === parts[5]) wrong.push('the PIN can be guessed without a pepper');
  const files = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }));
  const peppers = files.filter(({ bytes }) => bytes.length === 32 && digestWith(bytes) === parts[5]);
  const [pepper] = peppers;
  if (pepper === undefined) return [...wrong, 'no file beside the database is the pepper'];
  for (const { name, bytes } of files) {
    const isDatabase = name.startsWith('wardkey.db');
    if (isDatabase && bytes.includes(pepper.bytes)) wrong.push(`the pepper lies in ${name}`);
  }
  return wrong;
}
