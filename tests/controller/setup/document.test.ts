// The document: what goes in comes out, what is left out has a meaning, and what is wrong is named with its place.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoHospital } from '../../../controller/demo/hospital.ts';
import {
  documentJsonSchema,
  documentOf,
  documentText,
  parseDocument,
  readDocument,
} from '../../../controller/setup/document.ts';
import { arbitrarySetup } from '../../support/arbitrary-setup.ts';
import { REPOSITORY } from '../../support/architecture/source-tree.ts';
import { A_POLICY, aKey, aSetup, aStaff, NOW, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const IDENTITY = { name: 'Ground floor', timeZone: 'Europe/Paris', contact: 'the switchboard, 1234' };

/** Places and codes of what is wrong with a document. */
function faultsOf(document: object): readonly string[] {
  const read = readDocument(document);
  return read.ok ? [] : read.error.map(({ path: place, code }) => `${place} ${code}`);
}

describe('a document', () => {
  it.each(['9999-12-31T23:59:59-10:00', '0999-01-01T00:00:00Z', '0000-01-01T00:00:00+05:00'])(
    'has no instant outside of the calendar, such as %s',
    (validUntil) => {
      const staff = [{ id: 'nurse', name: 'N. Testwell', validUntil }];
      expect(faultsOf({ identity: IDENTITY, staff })).toEqual(['staff[0].validUntil wrong_shape']);
    },
  );

  it('gives back every set-up that was written as one', () => {
    fc.assert(
      fc.property(arbitrarySetup, (setup) => {
        expect(expectOk(parseDocument(documentText(setup)))).toEqual(setup);
      }),
      { numRuns: 150 },
    );
  });

  it('gives back the whole demo hospital', () => {
    const { setup } = demoHospital(NOW);
    expect(expectOk(parseDocument(documentText(setup)))).toEqual(setup);
  });

  it('needs no more than a name, a time zone and who helps', () => {
    const { policy, ...bare } = expectOk(readDocument({ identity: IDENTITY }));
    expect(policy).toEqual(A_POLICY);
    expect(bare).toMatchObject({
      identity: { ...IDENTITY, language: 'en' },
      door: null,
      keys: [],
      staff: [],
      grants: [],
      pairs: [],
    });
  });

  it('fills in what is usual', () => {
    const usual = expectOk(
      readDocument({
        $schema: './setup.schema.json',
        identity: IDENTITY,
        keys: [{ id: 'linen', number: 14, name: 'Linen room', groups: ['rooms'] }],
        staff: [{ id: 'nurse', name: 'N. Testwell', groups: ['wards'] }],
        grants: [{ staffGroup: 'wards', keyGroup: 'rooms' }],
      }),
    );
    expect(usual.keys).toEqual([aKey()]);
    expect(usual.staff).toEqual([aStaff()]);
    expect(usual.grants).toEqual(aSetup().grants);
  });

  it('leaves nothing out when it is written, so that no default can change what it means', () => {
    expect(documentOf(aSetup())).toMatchObject({
      format: 1,
      policy: { dueSoon: 'PT15M', bookingLead: 'PT1H' },
      keys: [{ codeName: null, curfews: [], egressCritical: null }],
    });
  });

  it('writes times as people do', () => {
    const person = aStaff({ validUntil: NOW, curfews: [{ kind: 'end_of_shift' }] });
    expect(documentOf(aSetup({ staff: [person] }))).toMatchObject({
      staff: [{ validUntil: '2030-01-15T09:00:00Z', curfews: ['end_of_shift'] }],
    });
    const offset = { id: 'nurse', name: 'N. Testwell', validUntil: '2030-01-15T10:00:00+01:00' };
    expect(expectOk(readDocument({ identity: IDENTITY, staff: [offset] })).staff).toMatchObject([
      { id: staffId('nurse'), validUntil: NOW },
    ]);
  });

  it.each<[string, object, readonly string[]]>([
    ['a misspelt field', { identity: IDENTITY, key: [] }, ['key unknown_field']],
    ['a missing name', { identity: { timeZone: 'UTC', contact: 'x' } }, ['identity.name wrong_shape']],
    ['an id with a space', { identity: IDENTITY, fobs: [{ id: 'fob 1', key: 'linen' }] }, ['fobs[0].id wrong_shape']],
    [
      'a day that is not',
      { identity: IDENTITY, holidays: [{ date: '2030-02-30', name: 'x' }] },
      ['holidays[0].date wrong_shape'],
    ],
    ['an hour that is not', { identity: IDENTITY, shifts: ['07:00', '24:00'] }, ['shifts[1] wrong_shape']],
    [
      'a curfew of another kind',
      { identity: IDENTITY, keys: [{ id: 'a', number: 1, name: 'A', curfews: [{ until: 'PT1H' }] }] },
      ['keys[0].curfews[0] wrong_shape'],
    ],
    [
      'a number on badges that would be too long for every reader',
      {
        identity: IDENTITY,
        readers: [
          { id: 'a', kind: 'keyboard-wedge', device: '/dev/input/a', number: { digits: 'decimal', length: 57 } },
          { id: 'b', kind: 'keyboard-wedge', device: '/dev/input/b', number: { digits: 'hex', length: 56 } },
        ],
      },
      ['readers[0].number.length wrong_shape'],
    ],
    ['a length without one', { identity: IDENTITY, policy: { dueSoon: 'P' } }, ['policy.dueSoon wrong_shape']],
    [
      'several at once',
      { identity: IDENTITY, policy: { pinDigits: 3, colour: 'red' }, staff: [{ id: 'a', name: '', role: 'king' }] },
      [
        'policy.pinDigits wrong_shape',
        'policy.colour unknown_field',
        'staff[0].name wrong_shape',
        'staff[0].role wrong_shape',
      ],
    ],
  ])('with %s is refused, and the place is named', (_what, document, faults) => {
    expect(faultsOf(document)).toEqual(faults);
  });

  it('that is no JSON is refused', () => {
    expect(parseDocument('{"identity": ')).toMatchObject({ ok: false, error: [{ path: '', code: 'not_json' }] });
  });
});

describe('the published schema', () => {
  it('is the file that is shipped', () => {
    const shipped = readFileSync(path.join(REPOSITORY, 'provisioning', 'setup.schema.json'), 'utf8');
    expect(JSON.parse(shipped)).toEqual(documentJsonSchema());
  });

  it('describes what is written, not what the cabinet makes of it', () => {
    const { properties } = documentJsonSchema() as { properties: Record<string, { properties?: object }> };
    expect(properties.policy?.properties).toMatchObject({ dueSoon: { type: 'string', default: 'PT15M' } });
  });
});
