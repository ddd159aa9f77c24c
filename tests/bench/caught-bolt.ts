// Hands that wait for a bolt: what it takes to catch a fob is its own time, and no figure of the controller.
import type { Simulation } from '../../controller/simulation.ts';

/** Answers of the boards after which the controller surely knows it. */
const ANSWERS = 4;

/** Resolves when the bolt of a slot holds its fob and the boards have told so; at once where it has long done. */
export async function caught(simulation: Simulation, slot: number): Promise<void> {
  const isHeld = () => simulation.view().slots.find(({ number }) => number === slot)?.bolt === 'locked';
  if (isHeld()) return;
  await new Promise<void>((resolve) => {
    const unsubscribe = simulation.subscribe(() => {
      if (!isHeld()) return;
      unsubscribe();
      resolve();
    });
  });
  await new Promise<void>((resolve) => {
    let left = ANSWERS;
    const unsubscribe = simulation.bus.onFrame(({ from }) => {
      if (from !== 'board') return;
      left -= 1;
      if (left > 0) return;
      unsubscribe();
      resolve();
    });
  });
}
