// Vectors of signed notes: the example of the Go checksum database, whose keys and signatures are public, and what
// c2sp.org/signed-note says must be refused.
import { parseVkey as productKey, openNote as productOpens } from '../../controller/audit/signed-note.ts';
import { openText, readVerifierKey } from '../../controller/audit/verify/signed-text.ts';
import { parseVkey as pageKey, openNote as pageOpens } from '../../provisioning/verify/signed-note.ts';
import { type Vector, vector } from './vector.ts';

const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const ENOCH = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETERS =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCHS =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const NOTE = `${TEXT}\n${PETERS}`;
const SPOILT = PETERS.replace('FYC2', 'FYC3');

type Case = readonly [name: string, note: string, key: string, expected: 'opened' | 'refused'];

const CASES: readonly Case[] = [
  ['one signature', NOTE, PETER, 'opened'],
  ['two signatures, first key', `${NOTE}${ENOCHS}`, PETER, 'opened'],
  ['two signatures, second key', `${NOTE}${ENOCHS}`, ENOCH, 'opened'],
  ['the second key on a note of the first', NOTE, ENOCH, 'refused'],
  ['text with a letter changed', NOTE.replace('answer', 'Answer'), PETER, 'refused'],
  ['signature changed', `${TEXT}\n${SPOILT}`, PETER, 'refused'],
  ['a good and a spoilt signature of the key', `${NOTE}${SPOILT}`, PETER, 'refused'],
  ['key id changed', NOTE.replace(' x08g', ' x08h'), PETER, 'refused'],
  ['name of the signer changed', NOTE.replace('— PeterNeumann', '— PeterNewmann'), PETER, 'refused'],
  ['no newline at the end', NOTE.slice(0, -1), PETER, 'refused'],
  ['line ends of another system', NOTE.replaceAll('\n', '\r\n'), PETER, 'refused'],
  ['no blank line', `${TEXT}${PETERS}`, PETER, 'refused'],
  ['no signature', `${TEXT}\n`, PETER, 'refused'],
  ['text alone', TEXT, PETER, 'refused'],
  ['nothing', '', PETER, 'refused'],
  ['hyphen for the dash', NOTE.replace('—', '-'), PETER, 'refused'],
  ['two spaces in the signature line', NOTE.replace('— Peter', '—  Peter'), PETER, 'refused'],
  ['space behind the signature', NOTE.replace(/=\n$/, '= \n'), PETER, 'refused'],
  ['signature without padding', NOTE.replace(/=\n$/, '\n'), PETER, 'refused'],
  ['signature in another spelling of base64', NOTE.replace(/AM=\n$/, 'AN=\n'), PETER, 'refused'],
  ['signature cut short', NOTE.replace(/JnAM=\n$/, '\n'), PETER, 'refused'],
  ['a tab in the text', NOTE.replace(' think', '\tthink'), PETER, 'refused'],
  ['a zero byte in the text', NOTE.replace(' think', '\0think'), PETER, 'refused'],
  ['a byte order mark', `\uFEFF${NOTE}`, PETER, 'refused'],
  ['a line behind the signatures', `${NOTE}more\n`, PETER, 'refused'],
  ['16 signatures', `${NOTE}${ENOCHS.repeat(15)}`, PETER, 'opened'],
  ['17 signatures', `${NOTE}${ENOCHS.repeat(16)}`, PETER, 'refused'],
  ['more than 64 KiB', `${'a'.repeat(65_536)}\n${NOTE}`, PETER, 'refused'],
  ['key with another id', NOTE, PETER.replace('c74f20a3', 'c74f20a4'), 'refused'],
  ['key with another name', NOTE, PETER.replace('PeterNeumann', 'PeterNewmann'), 'refused'],
  ['key of another kind', NOTE, PETER.replace('+ARpc', '+AhpC'), 'refused'],
  ['key cut short', NOTE, PETER.slice(0, -4), 'refused'],
  ['no key', NOTE, '', 'refused'],
];

export function noteVectors(): Promise<readonly Vector[]> {
  return Promise.all(
    CASES.map(async ([name, note, key, expected]) =>
      vector(`signed note: ${name}`, expected, {
        product: opened(byProduct(note, key)),
        node: opened(byNode(note, key)),
        page: opened(await byPage(note, key)),
      }),
    ),
  );
}

function byProduct(note: string, vkey: string): boolean {
  const key = productKey(vkey);
  return key.ok && productOpens(note, key.value).ok;
}

function byNode(note: string, vkey: string): boolean {
  const key = readVerifierKey(vkey);
  return key !== null && openText(Buffer.from(note), key).ok;
}

async function byPage(note: string, vkey: string): Promise<boolean> {
  const key = await pageKey(vkey);
  return key !== null && typeof (await pageOpens(new TextEncoder().encode(note), key)) !== 'string';
}

function opened(isOpened: boolean): string {
  return isOpened ? 'opened' : 'refused';
}
