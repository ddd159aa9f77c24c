// The sentence beside a thing that could not be done. Shows what the controller answered; words nothing itself.
import type { Actor, Place } from '../act.ts';

export function Note({ actor, place, side = 'centre' }: NoteProps) {
  const refused = actor.refused.value;
  if (refused === null || refused.place !== place) return null;
  return (
    <p class="note" data-side={side} role="alert">
      {refused.title}
    </p>
  );
}

interface NoteProps {
  readonly actor: Actor;
  readonly place: Place;
  /** Which edge of the thing the note keeps to, so that it stays on the page. */
  readonly side?: 'start' | 'centre' | 'end';
}
