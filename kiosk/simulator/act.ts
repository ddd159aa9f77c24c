// What the player does to the simulated cabinet: one press, one action, and the answer beside the thing that was pressed.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { SimulationAction } from '../../controller/contract/simulation.ts';

/** Names a thing on the page, so that an answer appears beside it. */
export type Place = 'door' | `slot:${number}` | `badge:${string}` | `board:${string}:${string}` | `reader:${string}`;

export interface Refused {
  readonly place: Place;
  /** One plain sentence. */
  readonly title: string;
}

/** The part of a Response that is used here. */
export interface Answer {
  readonly ok: boolean;
  json(): Promise<unknown>;
}

export interface Actor {
  /** The last action that was impossible, until the next one. */
  readonly refused: ReadonlySignal<Refused | null>;
  /** Where an action is under way. */
  readonly pending: ReadonlySignal<Place | null>;
  /** Sends one action. While one is under way at the same place a second press is ignored. */
  act(action: SimulationAction, place: Place): void;
  /** Says something without asking the controller, e.g. that the hand is empty. */
  explain(title: string, place: Place): void;
  /** Takes the sentence away. */
  dismiss(): void;
}

/** @param post sends to `POST /simulator/api/actions`; may reject when the controller cannot be reached */
export function createActor(post: (action: SimulationAction) => Promise<Answer>): Actor {
  const refused = signal<Refused | null>(null);
  const pending = signal<Place | null>(null);

  function act(action: SimulationAction, place: Place): void {
    if (pending.value === place) return;
    refused.value = null;
    pending.value = place;
    void outcome(post, action).then((title) => {
      if (pending.value === place) pending.value = null;
      if (title !== null) refused.value = { place, title };
    });
  }

  return {
    refused,
    pending,
    act,
    explain: (title, place) => {
      refused.value = { place, title };
    },
    dismiss: () => {
      refused.value = null;
    },
  };
}

/** The sentence to show; null = done. Never rejects. */
async function outcome(
  post: (action: SimulationAction) => Promise<Answer>,
  action: SimulationAction,
): Promise<string | null> {
  try {
    const answer = await post(action);
    return answer.ok ? null : titleOf(await answer.json());
  } catch {
    // Not reachable, or an answer that is no JSON: to the player both mean that nobody sensible answered.
    return 'The controller does not answer.';
  }
}

function titleOf(body: unknown): string {
  const title: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'title') : null;
  return typeof title === 'string' && title !== '' ? title : 'That did not work.';
}
