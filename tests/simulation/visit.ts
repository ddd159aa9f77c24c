// One person at the screen: looks, answers what it asks, takes and brings keys, and leaves. Follows the picture and nothing else.
import type { Screen } from '../../controller/contract/snapshot.ts';
import { type Acting, HOUR, type PlacedKey, type Script, SECOND, type Visitor } from './stage.ts';

/** How somebody behaves; left out = as they should. */
export interface Manner {
  readonly leavesDoorOpen?: boolean;
  /** Walks away once the slot has opened. */
  readonly leavesKey?: boolean;
  /** Pushes the fob home again instead of drawing it. */
  readonly changesMind?: boolean;
  /** Puts what they bring into another slot than its own. */
  readonly misplaces?: boolean;
  /** Leaves the screen without a word. */
  readonly walksOff?: boolean;
  /** Does not know the PIN. */
  readonly guesses?: boolean;
}

export interface Wish {
  readonly takes?: readonly PlacedKey[];
  readonly brings?: readonly PlacedKey[];
  /** Gives a key from hand to hand. */
  readonly gives?: { readonly key: PlacedKey; readonly to: Visitor };
}

/** What became of it. */
export interface Outcome {
  readonly took: PlacedKey[];
  /** When the first of them is due; null = not said. */
  due: string | null;
}

/** Pictures that a person looks at before they give up. */
const PATIENCE = 45;

export function* visit(acting: Acting, wish: Wish, manner: Manner, outcome: Outcome): Script {
  const { stage, me, random } = acting;
  const asked = new Set<string>();
  let witnesses = 0;
  stage.tap(me.badge, me.strength);
  yield random.between(300, 1500);
  for (let looks = 0; looks < PATIENCE; looks += 1) {
    const seen = stage.look();
    if (seen === null) return yield* leave(acting, manner);
    if (seen.session?.person !== me.name) {
      const isOver = asked.size > 0 || seen.session === null;
      if (isOver && looks > 2) return yield* leave(acting, manner);
      yield 2 * SECOND;
      continue;
    }
    const { screen } = seen;
    switch (screen.name) {
      case 'home': {
        if (manner.walksOff === true && asked.size > 0) return;
        const brought = wish.brings?.find(({ fob }) => stage.isOut(fob) && !asked.has(fob));
        if (brought !== undefined) {
          asked.add(brought.fob);
          yield* bring(acting, brought, manner);
          break;
        }
        const { gives } = wish;
        if (gives !== undefined && !asked.has('give')) {
          asked.add('give');
          stage.press({ type: 'key.hand_over', key: gives.key.id });
          break;
        }
        if (asked.size === 0 && (wish.takes?.length ?? 0) > 1) {
          const keys = wish.takes?.map(({ id }) => id) ?? [];
          for (const id of keys) asked.add(id);
          stage.press({ type: 'key.take_many', keys });
          break;
        }
        const wanted = wish.takes?.find(({ id }) => !asked.has(id));
        if (wanted !== undefined && isOffered(screen, wanted)) stage.press({ type: 'key.take', key: wanted.id });
        if (wanted === undefined) stage.press({ type: 'session.end' });
        else asked.add(wanted.id);
        break;
      }
      case 'take':
        yield* draw(acting, screen, wish, manner, outcome);
        if (manner.leavesKey === true) return;
        break;
      case 'push-back':
        stage.act({ type: 'fob.push', slot: screen.slot });
        break;
      case 'witness':
        witnesses += 1;
        if (witnesses > 4) stage.press({ type: 'witness.cancel' });
        else yield* callWitness(acting, screen.from, witnesses);
        break;
      case 'handover':
        yield* receive(acting, screen, wish);
        break;
      case 'close-door':
        outcome.due ??= screen.taken[0]?.due ?? null;
        if (manner.leavesDoorOpen === true) return;
        stage.act({ type: 'door.close' });
        break;
      case 'done':
        outcome.due ??= screen.taken[0]?.due ?? null;
        stage.press({ type: 'session.end' });
        break;
      case 'return':
        if (!stage.isDoorOpen()) stage.act({ type: 'door.open' });
        break;
      case 'wrong-place':
        if (screen.refusals.length === 0 && random.chance(0.7)) {
          stage.press({ type: 'slot.reopen', slot: screen.slot });
        } else stage.press({ type: 'session.end' });
        break;
      default:
        answer(acting, screen, manner);
    }
    yield random.between(400, 2500);
  }
  yield* leave(acting, manner);
}

/** Brings a key back, with nobody at the screen. */
export function* dropOff(acting: Acting, key: PlacedKey, manner: Manner): Script {
  yield* bring(acting, key, manner);
  yield acting.random.between(500, 3000);
  yield* leave(acting, manner);
}

/** Answers that need no hand. */
function answer({ stage, me, random }: Acting, screen: Screen, manner: Manner): void {
  switch (screen.name) {
    case 'pin':
    case 'desk-pin': {
      const pin = manner.guesses === true || me.pin === null ? `${random.between(100_000, 999_999)}` : me.pin;
      if (screen.locked || screen.waitUntil !== null) stage.press({ type: 'session.end' });
      else stage.press({ type: 'pin.enter', pin });
      break;
    }
    case 'reason':
      stage.press({ type: 'reason.give', choice: screen.choices[0] ?? null, text: 'case 4711' });
      break;
    case 'glass':
      stage.press({ type: 'glass.break', choice: screen.choices[0] ?? null, text: 'emergency on the ward' });
      break;
    case 'count':
      stage.press({ type: 'handover.count', count: random.below(40) });
      break;
    case 'refused':
      if (screen.canBreakGlass && random.chance(0.3)) stage.press({ type: 'glass.open' });
      else stage.press({ type: 'screen.back' });
      break;
    case 'still-there':
      stage.press({ type: 'session.continue' });
      break;
    case 'vehicle':
      stage.press({ type: 'screen.back' });
      break;
    case 'account-pin':
      stage.press({ type: 'session.end' });
      break;
    default:
  }
}

function isOffered(screen: Extract<Screen, { name: 'home' }>, { id }: PlacedKey): boolean {
  return screen.offers.some((offer) => offer.id === id);
}

function* draw(
  { stage, random }: Acting,
  screen: Extract<Screen, { name: 'take' }>,
  wish: Wish,
  manner: Manner,
  outcome: Outcome,
): Script {
  if (!stage.isDoorOpen()) stage.act({ type: 'door.open' });
  yield random.between(500, 4000);
  if (manner.leavesKey === true) return;
  if (manner.changesMind === true) {
    stage.act({ type: 'fob.push', slot: screen.slot });
    return;
  }
  const drawn = stage.act({ type: 'fob.pull', slot: screen.slot });
  const key = wish.takes?.find(({ slot }) => slot === screen.slot);
  if (drawn && key !== undefined) outcome.took.push(key);
}

function* bring({ stage, random }: Acting, key: PlacedKey, manner: Manner): Script {
  if (!stage.isDoorOpen()) stage.act({ type: 'door.open' });
  yield random.between(500, 3000);
  const wrong =
    manner.misplaces === true ? random.pick([...stage.freeSlots, ...stage.keys.map(({ slot }) => slot)]) : key.slot;
  if (!stage.act({ type: 'fob.insert', fob: key.fob, slot: wrong })) {
    stage.act({ type: 'fob.insert', fob: key.fob, slot: key.slot });
  }
}

/** A colleague of the groups that are asked for holds their badge to the reader. */
function* callWitness({ stage, me, random }: Acting, _from: readonly string[], times: number): Script {
  const colleagues = stage.people.filter(({ staff, title }) => staff !== me.staff && isClinical(title));
  const one = colleagues[(times * 3 + random.below(colleagues.length)) % colleagues.length];
  if (one !== undefined) stage.tap(one.badge, one.strength);
  yield random.between(500, 2500);
}

function isClinical(title: string): boolean {
  return /pharmac|nurse|dispens|security|site manager/i.test(title);
}

function* receive({ stage, random }: Acting, screen: Extract<Screen, { name: 'handover' }>, { gives }: Wish): Script {
  yield random.between(500, 2000);
  if (gives === undefined) return;
  if (screen.to === null) stage.tap(gives.to.badge, gives.to.strength);
  else if (screen.confirm) stage.press({ type: 'handover.confirm' });
}

function* leave({ stage, random }: Acting, manner: Manner): Script {
  if (manner.leavesDoorOpen === true || !stage.isDoorOpen()) return;
  yield random.between(300, 1500);
  stage.act({ type: 'door.close' });
}

/** How long a key is kept, in ms, when it is due then. */
export function untilDue(acting: Acting, due: string | null, share: number): number {
  const span = due === null ? 3 * HOUR : Date.parse(due) - acting.stage.now();
  return Math.max(SECOND, span * share);
}
