// How long a decision takes in a large hospital: 10,000 people, 2,000 keys, 500 groups. One key for one person, and all keys of
// one person as the home screen shows them; and what is found from the first letters. Arguments: [decisions] [screens].
import { heldBy } from '../../controller/domain/custody.ts';
import { finderOf } from '../../controller/domain/finding.ts';
import type { Key } from '../../controller/domain/key.ts';
import { decide } from '../../controller/domain/policy/decide.ts';
import type { CabinetFacts, Facts, PersonFacts, TakeRequest } from '../../controller/domain/policy/facts.ts';
import type { Staff } from '../../controller/domain/staff.ts';
import { after, instant, seconds } from '../../controller/domain/time.ts';
import { FOUND_LIMIT } from '../../controller/machines/desk-context.ts';
import { percentile, report } from './figures.ts';
import { largeHospital } from './large-hospital.ts';

const [decisions = 20_000, screens = 300] = process.argv.slice(2).map(Number);

const START = instant(Date.UTC(2030, 0, 15, 9));
const { roster, ledger, zone } = largeHospital(START);
const { staff, keys } = roster.setup;

/** The facts of a moment of their own, as each picture has them. */
function momentAt(turn: number): { readonly now: typeof START; readonly facts: CabinetFacts } {
  const now = after(START, seconds(turn));
  return { now, facts: { roster, ledger, zone, wall: zone.wallAt(now), storage: 'available' } };
}

function factsOf(facts: CabinetFacts, person: Staff): PersonFacts {
  return { ...facts, held: heldBy(ledger.custody, person.id), hasPin: true };
}

function at(facts: PersonFacts, key: Key): Facts {
  return { ...facts, slot: roster.homeOf(key.id), condition: 'ready' };
}

function request(person: Staff, key: Key): TakeRequest {
  return {
    staff: person,
    key,
    factors: ['badge'],
    badge: 'strong',
    witnesses: [],
    reason: null,
    hasNote: false,
    breakGlass: false,
  };
}

function pick<T>(list: readonly T[], turn: number): T {
  const one = list[(turn * 7919) % list.length];
  if (one === undefined) throw new Error('the hospital is empty');
  return one;
}

function timed(count: number, work: (turn: number) => void): readonly number[] {
  return Array.from({ length: count }, (_, turn) => {
    const started = performance.now();
    work(turn);
    return performance.now() - started;
  });
}

let permits = 0;
function decideOne(turn: number): void {
  const person = pick(staff, turn);
  const key = pick(keys, turn * 13);
  const { now, facts } = momentAt(turn);
  if (decide(request(person, key), at(factsOf(facts, person), key), now).permitted) permits += 1;
}

/** Everything that a picture needs of one person. */
function homeScreen(turn: number, person: Staff): number {
  const { now, facts } = momentAt(turn);
  const mine = factsOf(facts, person);
  const granted = roster.grantedKeys(person);
  for (const key of granted) if (decide(request(person, key), at(mine, key), now).permitted) permits += 1;
  return granted.length;
}

timed(2000, decideOne);
const single = timed(decisions, decideOne);
const home = timed(screens, (turn) => homeScreen(turn, pick(staff, turn)));
const most = staff.slice(0, 200).toSorted((a, b) => roster.grantedKeys(b).length - roster.grantedKeys(a).length)[0];
if (most === undefined || permits === 0) throw new Error('nothing was decided');
const everything = timed(screens, (turn) => homeScreen(turn, most));

const began = performance.now();
const finder = finderOf(roster.setup);
const indexed = performance.now() - began;
const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz0123456789');
let met = 0;
const letters = timed(LETTERS.length * 20, (turn) => {
  met += finder.find(pick(LETTERS, turn), FOUND_LIMIT).people.length;
});
if (met === 0) throw new Error('nobody was found');

const results = [
  report({ id: 'find.first-letter', target: 20, measured: percentile(letters, 0.99), unit: 'ms' }),
  report({ id: 'decide.p99', target: 1, measured: percentile(single, 0.99), unit: 'ms' }),
  report({ id: 'home-screen-decisions.p99', target: 20, measured: percentile(home, 0.99), unit: 'ms' }),
  report({
    id: 'home-screen-decisions-of-all-keys.p99',
    target: 20,
    measured: percentile(everything, 0.99),
    unit: 'ms',
  }),
];
report({ id: 'find.index', target: null, measured: indexed, unit: 'ms' });
report({ id: 'decide.p50', target: null, measured: percentile(single, 0.5), unit: 'ms' });
report({ id: 'home-screen-decisions.p50', target: null, measured: percentile(home, 0.5), unit: 'ms' });
report({
  id: 'home-screen-decisions-of-all-keys.p50',
  target: null,
  measured: percentile(everything, 0.5),
  unit: 'ms',
});
report({ id: 'keys-on-the-longest-home-screen', target: null, measured: homeScreen(0, most), unit: 'keys' });
process.exit(results.every(Boolean) ? 0 : 1);
