// The actor of the cabinet machine, with its real effects, its timers, and what it is told of the set-up. Decides nothing.
import { createActor } from 'xstate';
import { capabilitiesOf } from '../domain/board.ts';
import type { Timers } from '../domain/time.ts';
import type { CabinetLayout } from '../machines/cabinet-context.ts';
import { provideEffects } from './effects.ts';
import type { Running, Services } from './services.ts';

/** Makes the actor; `start` is left to its owner. @param onChange called after each change of a machine in it */
export function createCabinetActor(services: Services, timers: Timers, running: Running, onChange: () => void) {
  return createActor(provideEffects(services, running), {
    input: { clock: services.clock, layout: layoutOf(services), openAlarms: services.journal.ledger().alarms },
    clock: {
      setTimeout: (work, delay) => timers.setTimeout(work, delay),
      clearTimeout: (id) => timers.clearTimeout(id),
    },
    inspect: (event) => {
      if (event.type === '@xstate.snapshot') onChange();
    },
  });
}

/** What a system with boards, slots and readers looks like to the machine. */
export function layoutOf({ roster }: Pick<Services, 'roster'>): CabinetLayout {
  const { boards, readers, door, slots, policy } = roster.setup;
  return {
    boards: boards.map((setup) => ({
      board: setup.id,
      capabilities: capabilitiesOf(setup),
      slots: slots
        .filter(({ board }) => board === setup.id)
        .map((slot) => ({
          position: slot.position,
          subject: roster.subjectOf(slot),
          senses: roster.sensesOf(slot),
        })),
    })),
    readers: readers.map(({ id }) => id),
    door,
    chips: roster.chips,
    randomReturn: policy.randomReturn,
  };
}
