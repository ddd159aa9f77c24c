// Where people are named: every field of an occurrence that holds a person, texts with a name, ids that give one away.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concerns, holdsName, namingAny, tellingWords } from '../../../controller/domain/mention.ts';
import { someOccurrence } from '../../support/arbitrary-occurrences.ts';
import { aRelease, keyId, NOW, sessionId, slotId, staffId } from '../../support/domain-builders.ts';

const PERSON = staffId('p-77');
const OTHER = { session: sessionId('s-1'), staff: staffId('other') };

describe('what concerns a person', () => {
  it.each([
    { kind: 'desk.opened', session: OTHER.session, staff: PERSON },
    { kind: 'door.opened', during: { session: OTHER.session, staff: PERSON } },
    { kind: 'staff.reinstated', ...OTHER, person: PERSON, note: null },
    { kind: 'key.overdue', key: keyId('linen'), holder: PERSON, due: NOW },
    { kind: 'return.witnessed', ...OTHER, key: keyId('linen'), witness: PERSON },
    { kind: 'setup.changed', digest: 'f'.repeat(64), by: PERSON },
    {
      kind: 'release.intended',
      ...aRelease(),
      factors: [],
      due: null,
      witnesses: [OTHER.staff, PERSON],
      reason: null,
      note: null,
      booking: null,
      overridden: [],
    },
  ] as const)('is $kind with them in it', (occurrence) => {
    expect(concerns(occurrence, PERSON)).toBe(true);
    expect(concerns(occurrence, staffId('stranger'))).toBe(false);
  });

  it('is not what has their id as that of something else', () => {
    const key = keyId('p-77');
    const returned = {
      kind: 'key.returned',
      slot: slotId('p-77'),
      fob: null,
      key,
      holder: null,
      during: null,
    } as const;
    expect(concerns({ ...returned, cause: 'sensor' }, PERSON)).toBe(false);
  });

  it('is found in any occurrence that spells them as a person', () => {
    fc.assert(
      fc.property(someOccurrence, (occurrence) => {
        const spelled = JSON.stringify({ ...occurrence, session: null }).includes('"p-77"');
        if (concerns(occurrence, PERSON)) expect(spelled).toBe(true);
        for (const [field, value] of Object.entries(occurrence)) {
          if (['staff', 'person', 'holder', 'to', 'by', 'witness'].includes(field) && value !== null) {
            expect(concerns(occurrence, staffId(value))).toBe(true);
          }
        }
      }),
    );
  });
});

describe('a text', () => {
  const names = namingAny(['Á. Marlow-Hill', 'Li (Wu)']);

  it.each(['á. marlow-hill', 'as A.  MARLOW-HILL said', '“Á. Marlow-Hill”', 'ask li (wu)?'])(
    'names somebody: %s',
    (text) => {
      expect(names(text)).toBe(true);
    },
  );

  it.each(['', 'A. Marlow', 'A. Marlow-Hills', 'La. Marlow-Hill', 'li wu'])('does not: %s', (text) => {
    expect(names(text)).toBe(false);
  });

  it('is named by nobody when there are no names', () => {
    expect(namingAny([])('any')).toBe(false);
    expect(namingAny(['', ' '])('any')).toBe(false);
  });
});

describe('an id', () => {
  it.each([
    ['marlow', 'A. Marlow'],
    ['a.marlow', 'A. Marlow'],
    ['amarlow', 'A. Marlow'],
    ['marlow-2', 'Á. MARLOW'],
    ['li-wu', 'Li Wu'],
    ['o.brien', 'O’Brien'],
    ['obrien', 'P. O’Brien'],
    ['mueller', 'K. Mueller-Hill'],
  ])('%s gives away %s', (id, name) => {
    expect(holdsName(id, name)).toBe(true);
  });

  it.each([
    ['staff-01', 'A. Marlow'],
    ['li-7', 'Li Wu'],
    ['p-77', 'P. Al'],
    ['c6d3b0de-5b0e', 'Bo De'],
    ['nurse', 'N. Testwell'],
  ])('%s does not give away %s', (id, name) => {
    expect(holdsName(id, name)).toBe(false);
  });
});

it('a telling word has four letters and more', () => {
  expect(tellingWords('Dr A. van der Marlow, Lee')).toEqual(['marlow']);
});
