// What a run is judged by between two looks at it: the entries themselves, the size of the log, and the picture.
import { expect, it } from 'vitest';
import { encodeEntry } from '../../controller/audit/entry.ts';
import { leafHash } from '../../controller/audit/merkle.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import type { Occurrence } from '../../controller/domain/occurrence.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import { seq } from '../support/domain-builders.ts';
import { entriesOfLog } from '../support/query-stage.ts';
import { Chronicle } from './chronicle.ts';
import { BEGIN } from './simulated-site.ts';
import { smallHospital } from './small-hospital.ts';

const ROSTER = rosterOf(smallHospital(BEGIN, 8).setup);
const [PLACE] = ROSTER.setup.slots.filter(({ fob }) => fob !== null);
if (PLACE === undefined) throw new Error('the small hospital has no keys');
const [SLOT, SUBJECT] = [PLACE, ROSTER.subjectOf(PLACE)];
const ALARM = { board: null, reader: null, person: null, intent: null, slot: SLOT.id, key: SUBJECT.key } as const;

/** A cabinet that has started, whose first key was told to be home at 0 ms. */
function started() {
  const time = { now: 0 };
  const chronicle = new Chronicle(ROSTER, () => time.now);
  chronicle.lifeBegins();
  chronicle.note(true, true);
  chronicle.told(SLOT.id, { bolt: 'locked', presence: 'present' });
  const write = (occurrence: Occurrence) => {
    const [entry] = entriesOfLog([occurrence]);
    if (entry === undefined) throw new Error('nothing was written');
    const place = seq(chronicle.rows.length + 1);
    const bytes = encodeEntry({ ...entry, seq: place });
    chronicle.committed([{ seq: place, bytes, leaf: leafHash(bytes) }]);
  };
  return { time, chronicle, write, broken: () => chronicle.violations.map(({ rule }) => rule) };
}

const misfilled: Occurrence = { ...SUBJECT, kind: 'slot.misfilled', during: null };

it.each([
  [1900, []],
  [2100, ['changeIsExplained']],
] as const)('judges an entry that explains a change after %i ms, though nobody looked meanwhile', (after, broken) => {
  const stage = started();
  stage.time.now = after;
  stage.write(misfilled);
  stage.chronicle.look();
  expect(stage.broken()).toEqual(broken);
});

it('leaves out the time in which the disk took nothing', () => {
  const stage = started();
  stage.chronicle.note(true, false);
  stage.time.now = 60_000;
  stage.write(misfilled);
  expect(stage.broken()).toEqual([]);
});

it('finds a start without an end, but not one without a disk', () => {
  const stage = started();
  stage.chronicle.lifeBegins();
  stage.chronicle.note(false, false);
  stage.time.now = 60_000;
  stage.chronicle.look();
  expect(stage.broken()).toEqual([]);
  stage.chronicle.note(false, true);
  stage.time.now = 73_000;
  stage.chronicle.note(false, true);
  stage.chronicle.look();
  expect(stage.broken()).toEqual(['startComesToItsEnd']);
});

it('finds a journal that believes in more or fewer entries than there are', () => {
  const stage = started();
  stage.write(misfilled);
  stage.chronicle.compareSize(1);
  expect(stage.broken()).toEqual([]);
  stage.chronicle.compareSize(2);
  expect(stage.broken()).toEqual(['treeIsThatOfItsRows']);
});

it('misses the alarm of one slot though another of its kind is shown', () => {
  const shown = (slots: readonly number[]): CabinetSnapshot['alarms'] => [
    { kind: 'key_removed', severity: 'alarm', since: '', slots, acknowledged: false, gone: false },
  ];
  const stage = started();
  stage.write({ kind: 'alarm.raised', alarm: 'key_removed', ...ALARM });
  stage.chronicle.comparePicture(shown([SLOT.number]));
  expect(stage.broken()).toEqual([]);
  stage.chronicle.comparePicture(shown([SLOT.number + 1]));
  expect(stage.broken()).toEqual(['noAlarmEndsUnrecorded']);
});
