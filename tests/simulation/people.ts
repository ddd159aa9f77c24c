// The people of a simulated run, as scripts: honest, forgetful, thieves, supervisors. Each draws from a chance of its own.

import type { SeededRandom } from './seeded-random.ts';
import { type Acting, HOUR, MINUTE, type PlacedKey, type Script, SECOND, type Stage } from './stage.ts';
import { dropOff, type Manner, type Outcome, untilDue, visit, type Wish } from './visit.ts';

type Person = (stage: Stage, random: SeededRandom) => Script;

/** Takes one key or two and brings them back in time. */
export const honest: Person = function* (stage, random) {
  const acting = someone(stage, random);
  if (acting === null) return;
  const took = yield* take(acting.acting, acting.keys, {});
  if (took.took.length === 0) return;
  yield untilDue(acting.acting, took.due, 0.2 + 0.7 * (random.below(100) / 100));
  yield* bringBack(acting.acting, took.took, {});
};

/** Forgets: the hour, the door, the key in its open slot, the right place, the badge at the return. */
export const forgetful: Person = function* (stage, random) {
  const acting = someone(stage, random);
  if (acting === null) return;
  const lapse = random.below(7);
  const took = yield* take(acting.acting, acting.keys, LAPSES[lapse] ?? {});
  if (took.took.length === 0) return yield* tidyUp(acting.acting);
  yield untilDue(acting.acting, took.due, 1) + (lapse === 4 ? random.between(MINUTE, 30 * HOUR) : 0);
  const manner = { misplaces: lapse === 5, leavesDoorOpen: lapse === 1 };
  if (lapse === 6) for (const key of took.took) yield* dropOff(acting.acting, key, manner);
  else yield* bringBack(acting.acting, took.took, manner);
  yield* tidyUp(acting.acting);
};

/** Hands a key on to a colleague, who brings it back. */
export const handingOver: Person = function* (stage, random) {
  const found = someone(stage, random);
  const [key] = found?.keys ?? [];
  if (found === null || key === undefined) return;
  const to = random.pick(stage.usersOf(key.id));
  const { took, due } = yield* take(found.acting, [key], {});
  if (took.length === 0) return;
  yield untilDue(found.acting, due, 0.3);
  yield* visit(found.acting, { gives: { key, to } }, {}, { took: [], due: null });
  yield 20 * MINUTE;
  yield* bringBack({ ...found.acting, me: to }, [key], {});
};

/** Books a car, comes for it, and brings it back. */
export const booking: Person = function* (stage, random) {
  const key = stage.keys.find(({ id }) => id === 'pool-car-1');
  if (key === undefined) return;
  const acting = { stage, random, me: random.pick(stage.usersOf(key.id)) };
  stage.tap(acting.me.badge, acting.me.strength);
  yield 2 * SECOND;
  if (stage.look()?.session?.person !== acting.me.name) return;
  stage.press({ type: 'account.open' });
  yield SECOND;
  const from = stage.now() + random.between(10, 90) * MINUTE;
  const [begin, end] = [new Date(from).toISOString(), new Date(from + 2 * HOUR).toISOString()];
  stage.press({ type: 'account.book', what: { kind: 'key', key: key.id }, from: begin, until: end });
  yield 2 * SECOND;
  stage.press({ type: 'account.leave' });
  yield SECOND;
  stage.press({ type: 'session.end' });
  yield from - stage.now() + (random.chance(0.7) ? MINUTE : 40 * MINUTE);
  const { took } = yield* take(acting, [key], {});
  if (took.length === 0) return;
  yield HOUR;
  yield* bringBack(acting, took, {});
};

/** Has found a badge, guesses PINs, tears a fob out, draws a second key beside somebody else's. */
export const thief: Person = function* (stage, random) {
  const trick = random.below(4);
  const key = random.pick(stage.keys);
  const acting = { stage, random, me: random.pick(stage.people) };
  if (trick === 0) {
    for (let taps = 0; taps < 3; taps += 1) {
      stage.tap(`04${random.hex(12)}`, 'weak');
      yield random.between(500, 20_000);
    }
    return;
  }
  if (trick === 1) {
    const keys = [random.pick(stage.keys), random.pick(stage.keys)];
    const took = yield* take(acting, keys, { guesses: true, leavesDoorOpen: random.chance(0.5) });
    yield random.between(HOUR, 20 * HOUR);
    for (const one of took.took) yield* dropOff(acting, one, {});
    return;
  }
  if (trick === 2) {
    const keys = stage.keys.filter(({ id }) => stage.usersOf(id).some(({ staff }) => staff === acting.me.staff));
    const wanted = keys[0];
    if (wanted !== undefined) yield* take(acting, [wanted], { leavesDoorOpen: true });
  }
  if (!stage.isDoorOpen()) stage.act({ type: 'door.open' });
  yield random.between(500, 5000);
  const torn = stage.act({ type: 'fob.force', slot: key.slot });
  yield random.between(500, 5000);
  if (random.chance(0.5)) stage.act({ type: 'door.close' });
  if (!torn) return;
  yield random.between(HOUR, 20 * HOUR);
  yield* dropOff(acting, key, {});
};

function* take(acting: Acting, takes: readonly PlacedKey[], manner: Manner): Generator<number, Outcome, void> {
  const outcome: Outcome = { took: [], due: null };
  yield* visit(acting, { takes }, manner, outcome);
  return outcome;
}

/** Comes again when the screen is dark or somebody else is there, and in the end just puts the key back. */
export function* bringBack(acting: Acting, brings: Wish['brings'] & object, manner: Manner): Script {
  for (let tries = 0; tries < 3; tries += 1) {
    yield* visit(acting, { brings }, manner, { took: [], due: null });
    if (brings.every(({ fob }) => !acting.stage.isOut(fob))) return;
    yield acting.random.between(MINUTE, 10 * MINUTE);
  }
  for (const key of brings) if (acting.stage.isOut(key.fob)) yield* dropOff(acting, key, {});
}

/** Somebody passes by later: pushes home what stands open and shuts the door. */
export function* tidyUp({ stage, random }: Acting): Script {
  yield random.between(30 * SECOND, 3 * HOUR);
  for (const { slot } of stage.keys) stage.act({ type: 'fob.push', slot });
  for (const slot of stage.freeSlots) stage.act({ type: 'fob.push', slot });
  yield random.between(SECOND, 10 * SECOND);
  if (stage.isDoorOpen()) stage.act({ type: 'door.close' });
}

const LAPSES: readonly Manner[] = [
  { leavesKey: true },
  { leavesDoorOpen: true },
  { walksOff: true },
  { changesMind: true },
];

/** A person with a key that they may ask for, now and then two. */
function someone(stage: Stage, random: SeededRandom): { acting: Acting; keys: readonly PlacedKey[] } | null {
  const first = random.pick(stage.keys);
  const users = stage.usersOf(first.id);
  if (users.length === 0) return null;
  const me = random.pick(users);
  const others = stage.keys.filter(
    ({ id }) => id !== first.id && stage.usersOf(id).some(({ staff }) => staff === me.staff),
  );
  const second = random.chance(0.2) && others.length > 0 ? [random.pick(others)] : [];
  return { acting: { stage, random, me }, keys: [first, ...second] };
}
