// Every word of the kiosk in both languages, said with nothing, one, two and many: no code, no gap, and no English left in French.
import { describe, expect, test } from 'vitest';
import { en } from '../../../kiosk/strings/en/first.ts';
import { later } from '../../../kiosk/strings/en/later.ts';
import { french } from '../../../kiosk/strings/fr/french.ts';
import { wordSamples } from '../../support/kiosk-word-samples.ts';
import { type Said, sayAll } from '../../support/kiosk-words.ts';

const ENGLISH = sayAll({ ...en, ...later }, wordSamples('en-GB'));
const FRENCH = sayAll({ ...french.first, ...french.later }, wordSamples(french.locale));

/** Words that no French sentence has. */
const ONLY_ENGLISH =
  /(?<![\p{L}’])(?:the|your|you|keys?|slots?|cabinet|take|taken|return|door|until|since|ask|of|is|are|not|and|or|with|this|that|it|they|press|tap|again|hold|must|nobody|somebody|from|for|by|to|be|has|have|was|board|reader|wrong|wait|try|screen|days?)(?!\p{L})/iu;
/** What is the same in both languages, and is meant to be. */
const ALIKE = new Set([
  'desk.badge',
  'desk.badges',
  'machine.version',
  'reason.of',
  'looks.languages.en',
  'looks.languages.fr',
]);
/** What the samples bring along. */
const GIVEN = /A\. Marlow|R\. Velmarin|Lingerie|Réserve|Étage 3/gu;

function wrong(said: readonly Said[], pattern: RegExp, except: ReadonlySet<string> = new Set()): readonly string[] {
  return said
    .filter(({ path, text }) => !except.has(path) && pattern.test(text))
    .map(({ path, text }) => `${path}: ${text}`);
}

describe.each([
  ['English', ENGLISH],
  ['French', FRENCH],
])('every text in %s', (_, said) => {
  test('is there', () => {
    expect(said.length).toBeGreaterThan(600);
  });

  test('shows no code, and nothing that is missing', () => {
    expect(wrong(said, /undefined|\bnull\b|NaN|\[object|Invalid|=>|[a-z]_[a-z]|\d{4}-\d\d/)).toEqual([]);
  });

  test('is set as print is: no straight quotes, no doubled space, none at an end or before a stop', () => {
    expect(wrong(said, /['"]|[  ]{2}|^\s|\s$|\s[.,…]|\.\.|[.!?];/)).toEqual([]);
  });
});

describe('every text in French', () => {
  test('is French', () => {
    expect(wrong(FRENCH, ONLY_ENGLISH, new Set(['looks.languages.en']))).toEqual([]);
  });

  test('is not what the English one says', () => {
    const english = new Map(ENGLISH.map(({ path, text }) => [`${path} ${text}`, true]));
    const alike = FRENCH.filter(
      ({ path, text }) => english.has(`${path} ${text}`) && /\p{L}{3}/u.test(text.replaceAll(GIVEN, '')),
    );
    expect(alike.filter(({ path }) => !ALIKE.has(path)).map(({ path, text }) => `${path}: ${text}`)).toEqual([]);
  });

  test('keeps its double signs with the word before them, and its quotes with what they hold', () => {
    expect(wrong(FRENCH, /[^\u00a0][?!;»]|«[^\u00a0]|[^\u00a0\d][:](?!\d)/, new Set(['noClock']))).toEqual([]);
  });

  test('elides as French does', () => {
    expect(wrong(FRENCH, /(?<![\p{L}-])(?:de|le|la|que|jusque|ne|se|me|te|je) [aeiouéèêâîô]/iu, NO_ELISION)).toEqual(
      [],
    );
    expect(wrong(FRENCH, /(?<!\p{L})(?:de|à) les? /u)).toEqual([]);
  });
});

/** Names of the hospital stand after these as they are. */
const NO_ELISION = new Set(['handover.between', 'desk.during']);

test.each([
  ['keys', [0], '0 clé'],
  ['keys', [1], '1 clé'],
  ['keys', [3], '3 clés'],
  ['waiting', [1], '1 personne attend'],
  ['waiting', [2], '2 personnes attendent'],
  ['since', ['lun. 18:00'], 'depuis lun. 18:00'],
  ['since', ['23 nov. 18:00'], 'depuis le 23 nov. 18:00'],
  ['span', ['14:00', '1er déc. 07:00'], 'de 14:00 au 1er déc. 07:00'],
  ['home.due', ['23 nov. 18:00'], 'Jusqu’au 23 nov. 18:00'],
  ['where.place', [1, 2], '1re rangée depuis le haut, 2e place depuis la gauche'],
  ['more', [1], 'et 1 autre'],
  ['vehicle.kilometres', [48_210], '48\u202f210\u00a0km'],
] as const)('%s%j in French', (path, given, text) => {
  const said = sayAll({ ...french.first, ...french.later }, { ...wordSamples(french.locale), [path]: [given] });
  expect(said.filter((one) => one.path === path).map((one) => one.text)).toEqual([text]);
});
