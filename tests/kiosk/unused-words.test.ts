// A word that nobody says is found and named; one that is said, in whichever way, is not.
import { expect, test } from 'vitest';
import { unusedWords } from '../../kiosk/unused-words.ts';

const WORDS = {
  cancel: 'Cancel',
  home: { take: 'Take', classes: { master: 'Master' } },
  act: { 'push-back': () => '' },
};
const ALL = 'words.cancel; words.home.take; words.home.classes[name]; words.act[screen.name]';

test('finds none where all are said', () => {
  expect(unusedWords(WORDS, [ALL])).toEqual([]);
});

test.each([
  ['words.cancel', '', ['cancel']],
  ['words.home.take', 'words.home.takeAll', ['home.take']],
  ['words.home.take', 'words.away.take', ['home.take']],
  ['words.home.classes[name]', '', ['home.classes.master']],
  ['words.act[screen.name]', '', ['act.push-back']],
])('with "%s" become "%s" it names the word', (was, is, unused) => {
  expect(unusedWords(WORDS, [ALL.replace(was, is)])).toEqual(unused);
});

test.each([
  'words.home\n  .take',
  'words().home.take',
  'const { take } = words.home;',
  'const { sort, take: taking } = page.words.home;',
  'function tile({ words: { home: { take } } }: Page) {}',
])('%j says a word', (source) => {
  expect(unusedWords({ home: { take: 'Take' } }, [source])).toEqual([]);
});

test('what one file says counts for all', () => {
  expect(unusedWords({ cancel: 'Cancel', back: 'Back' }, ['words.back', 'words.cancel'])).toEqual([]);
});
