// K1: the cabinet starts, step by step. What it waits for comes as codes and is worded here.
import type { Screen } from '../../controller/contract/snapshot.ts';
import type { Page } from '../page.ts';
import type { Plain, Row } from '../plain.ts';

const STEPS = ['reaching', 'connecting', 'reconciling'] as const;

/** @param screen null = the controller itself has not been heard yet */
export function startingPage(screen: Extract<Screen, { name: 'starting' }> | null, { words }: Page): Plain {
  const current = STEPS.indexOf(screen?.step ?? 'reaching');
  const waitingFor = screen?.waitingFor ?? [];
  return {
    look: 'here',
    title: words.starting.title,
    groups: [
      [
        '',
        STEPS.map(
          (step, index): Row => ({
            words: words.starting[step],
            sign: index < current ? 'check' : index === current ? 'clock' : 'more',
            note: index === current && waitingFor.length > 0 ? words.starting.waitingFor(waitingFor) : null,
          }),
        ),
      ],
    ],
  };
}
