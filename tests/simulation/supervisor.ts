// A supervisor of a simulated run: opens the desk, looks at what is wrong, acknowledges, extends, suspends, opens in an emergency.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import { tidyUp } from './people.ts';
import type { SeededRandom } from './seeded-random.ts';
import { type Acting, HOUR, MINUTE, type Script, SECOND, type Stage } from './stage.ts';

type DeskNow = Extract<DeskScreen, { name: 'desk-now' }>;

/** Things done in one visit at most. */
const ACTS = 12;

export function* supervisor(stage: Stage, random: SeededRandom): Script {
  const me = random.pick(stage.people.filter(({ title }) => /supervisor|site manager/i.test(title)));
  const acting = { stage, random, me };
  if (!(yield* openDesk(acting))) return;
  const special = random.below(6);
  for (let acts = 0; acts < ACTS; acts += 1) {
    const screen = stage.look()?.screen;
    if (screen?.name !== 'desk-now') break;
    if (!actOn(acting, screen, special)) break;
    yield random.between(800, 2500);
    stage.press({ type: 'desk.now' });
    yield random.between(500, 1500);
  }
  if (special === 5 && random.chance(0.3)) yield* emergency(acting);
  stage.press({ type: 'desk.leave' });
  yield SECOND;
  stage.press({ type: 'session.end' });
  yield SECOND;
  if (stage.isDoorOpen()) stage.act({ type: 'door.close' });
}

function* openDesk({ stage, me, random }: Acting): Generator<number, boolean, void> {
  stage.tap(me.badge, me.strength);
  for (let looks = 0; looks < 8; looks += 1) {
    yield random.between(800, 2000);
    const seen = stage.look();
    if (seen === null) return false;
    if (seen.session?.person !== me.name) continue;
    if (seen.screen.name === 'desk-now') return true;
    if (seen.screen.name === 'home') stage.press({ type: 'desk.open' });
    if (seen.screen.name === 'desk-pin' && me.pin !== null) stage.press({ type: 'desk.prove', pin: me.pin });
    if (seen.screen.name === 'pin' && me.pin !== null) stage.press({ type: 'pin.enter', pin: me.pin });
  }
  return false;
}

/** The first thing on the list. @returns whether there was one */
function actOn({ stage, me, random }: Acting, screen: DeskNow, special: number): boolean {
  const alarm = screen.alarms.find(({ acknowledged }) => acknowledged === null);
  if (alarm !== undefined) {
    stage.press({ type: 'desk.acknowledge', alarm: alarm.ref, text: 'looked at it' });
    return true;
  }
  const review = screen.reviews.find(({ yours }) => !yours);
  if (review !== undefined) {
    stage.press({ type: 'desk.review', intent: review.intent, text: 'was right' });
    return true;
  }
  const [suspended] = screen.suspended;
  if (suspended?.standing === 'suspended_here' && random.chance(0.5)) {
    stage.press({ type: 'desk.reinstate', person: suspended.id, text: 'back at work' });
    return true;
  }
  return special < 3 && actOnKeys({ stage, me, random }, screen, special);
}

function actOnKeys({ stage, random }: Acting, screen: DeskNow, special: number): boolean {
  const held = screen.away.find(({ where }) => where.at === 'person');
  const gone = screen.away.find(({ where }) => where.at === 'unaccounted');
  if (special === 0 && held !== undefined) {
    const until = new Date(stage.now() + random.between(1, 5) * HOUR).toISOString();
    stage.press({ type: 'desk.extend', key: held.id, until, text: 'needed longer' });
    return random.chance(0.3);
  }
  if (special === 1 && held?.where.at === 'person') {
    stage.press({ type: 'desk.suspend', person: held.where.person.id, silent: false, text: 'asked for' });
    return false;
  }
  if (special === 2 && gone !== undefined) {
    stage.press({ type: 'desk.report_lost', key: gone.id, text: 'searched in vain' });
    return random.chance(0.5);
  }
  return false;
}

/** Proves once more who it is if that is asked for, and holds the button. */
function* confirm({ stage, me, random }: Acting): Script {
  for (let looks = 0; looks < 4; looks += 1) {
    const name = stage.look()?.screen.name;
    if (name === 'desk-secure' && me.pin !== null) stage.press({ type: 'desk.prove', pin: me.pin });
    if (name === 'desk-confirm') stage.press({ type: 'desk.confirm' });
    if (name === 'desk-emergency' || name === 'desk-forcing') return;
    yield random.between(SECOND, 2 * SECOND);
  }
}

/** Opens the keys of one group, draws some, pushes the others home. */
function* emergency(acting: Acting): Script {
  const { stage, random } = acting;
  const screen = stage.look()?.screen;
  if (screen?.name !== 'desk-now') return;
  const group = random.pick(screen.groups);
  stage.press({ type: 'desk.emergency', group: group.id, text: 'fire drill' });
  yield* confirm(acting);
  for (let looks = 0; looks < 12; looks += 1) {
    yield random.between(SECOND, 4 * SECOND);
    const now = stage.look()?.screen;
    if (now?.name !== 'desk-emergency') break;
    if (!stage.isDoorOpen()) stage.act({ type: 'door.open' });
    for (const { slot } of now.open) stage.act({ type: 'fob.push', slot });
  }
  yield MINUTE;
  yield* tidyUp(acting);
}
