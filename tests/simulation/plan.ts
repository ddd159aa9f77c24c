// What happens in a simulated run and when: a list of steps drawn from a seed. Each step draws from a chance of its own, so a
// step that is left out changes none of the others.
import {
  boardGarbled,
  boardSilent,
  boltJammed,
  clockSteps,
  controllerDies,
  diskFails,
  readerLost,
  sensorLies,
} from './misfortunes.ts';
import { booking, forgetful, handingOver, honest, thief } from './people.ts';
import { SeededRandom } from './seeded-random.ts';
import { DAY, type Hardware, HOUR, MINUTE, type Script, SECOND, type Stage } from './stage.ts';
import { supervisor } from './supervisor.ts';

const SCRIPTS = {
  honest,
  forgetful,
  handingOver,
  booking,
  thief,
  supervisor,
  boardSilent,
  boardGarbled,
  boltJammed,
  sensorLies,
  readerLost,
  clockSteps,
  diskFails,
  controllerDies,
} as const;

export type Kind = keyof typeof SCRIPTS;

export interface PlannedStep {
  /** ms of running time. */
  readonly at: number;
  readonly kind: Kind;
  /** Names its chance. */
  readonly label: string;
}

/** Kinds of visits, each as often as it stands here. */
const VISITS: readonly Kind[] = [
  ...Array<Kind>(8).fill('honest'),
  ...Array<Kind>(5).fill('forgetful'),
  'handingOver',
  'booking',
  'thief',
  'thief',
];
const MISFORTUNES: readonly Kind[] = [
  'boardSilent',
  'boardGarbled',
  'boltJammed',
  'sensorLies',
  'readerLost',
  'clockSteps',
  'diskFails',
  'controllerDies',
  'controllerDies',
];
const VISITS_A_DAY = { fewest: 2, most: 4 };
/** A change of shift: so many people within a minute, on some mornings. */
const BURST = { share: 0.15, fewest: 3, most: 5 };

export function planOf(seed: number, days: number): readonly PlannedStep[] {
  const random = new SeededRandom(`plan ${seed}`);
  const steps: PlannedStep[] = [];
  const add = (kind: Kind, at: number) => steps.push({ at, kind, label: `${kind} ${steps.length}` });
  for (let day = 0; day < days; day += 1) {
    const dawn = day * DAY + 5 * MINUTE;
    const anyTime = () => dawn + random.below(DAY - 10 * MINUTE);
    for (let visits = random.between(VISITS_A_DAY.fewest, VISITS_A_DAY.most); visits > 0; visits -= 1) {
      add(random.pick(VISITS), anyTime());
    }
    if (random.chance(BURST.share)) {
      const shift = dawn + 6 * HOUR;
      for (let people = random.between(BURST.fewest, BURST.most); people > 0; people -= 1) {
        add(random.pick(['honest', 'honest', 'forgetful'] as const), shift + random.below(MINUTE));
      }
    }
    if (random.chance(0.7)) add('supervisor', anyTime());
    if (random.chance(0.6)) {
      // Half of the misfortunes come in the middle of a visit: an idle cabinet has little to lose.
      const visit = random.chance(0.5) ? random.pick(steps) : null;
      add(random.pick(MISFORTUNES), visit === null ? anyTime() : visit.at + random.below(30 * SECOND));
    }
  }
  return steps.toSorted((a, b) => a.at - b.at);
}

/** The script of a step. */
export function scriptOf({ kind, label }: PlannedStep, seed: number, stage: Stage, hardware: Hardware): Script {
  const random = new SeededRandom(`step ${seed}/${label}`);
  switch (kind) {
    case 'honest':
    case 'forgetful':
    case 'handingOver':
    case 'booking':
    case 'thief':
    case 'supervisor':
      return SCRIPTS[kind](stage, random);
    default:
      return SCRIPTS[kind](stage, hardware, random);
  }
}
