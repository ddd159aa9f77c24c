// The badges of the demo people on a rail, each on its lanyard. Pressing one holds it to the reader that is at hand.
import type { SimulatedBadgeView, SimulatedReaderView } from '../../../controller/contract/simulation.ts';
import { namedReader, type Play, readerAtHand, tagOf } from '../play.ts';
import { Note } from './note.tsx';

interface BadgeRailProps {
  readonly badges: readonly SimulatedBadgeView[];
  readonly readers: readonly SimulatedReaderView[];
  readonly play: Play;
}

export function BadgeRail({ badges, readers, play }: BadgeRailProps) {
  const at = namedReader(readers, readerAtHand(readers, play.reader.value));
  const rows = {
    '--columns-wide': columnsFor(badges.length, 12),
    '--columns-middle': columnsFor(badges.length, 8),
    '--columns-narrow': columnsFor(badges.length, 4),
  };
  return (
    <section class="rail" aria-labelledby="rail-title">
      <h2 id="rail-title" class="visually-hidden">
        Badges
      </h2>
      <ul style={rows}>
        {badges.map((badge, index) => (
          <BadgeCard key={badge.badge} badge={badge} at={at} id={`badge-${index}`} play={play} />
        ))}
      </ul>
    </section>
  );
}

interface BadgeCardProps {
  readonly badge: SimulatedBadgeView;
  readonly at: { readonly reader?: string };
  readonly id: string;
  readonly play: Play;
}

function BadgeCard({ badge: { badge, person, title, strength, pin, remark }, at, id, play }: BadgeCardProps) {
  const { actor } = play;
  const place = `badge:${badge}` as const;
  return (
    <li class={`badge tag-${tagOf(title)}`}>
      <span class="lanyard" aria-hidden="true" />
      <div class="card" data-pending={actor.pending.value === place}>
        <span class="card-initials" aria-hidden="true">
          {initialsOf(person)}
        </span>
        <span class="card-person">{person}</span>
        <span class="card-title">{title}</span>
        <span class="card-remark" id={`${id}-remark`}>
          {remark}
        </span>
        <span class="card-pin" id={`${id}-pin`}>
          {pin === null ? 'no PIN' : `PIN ${pin}`}
          {strength === 'weak' && <em>easy to copy</em>}
        </span>
        <button
          type="button"
          class="press"
          aria-label={`Tap badge of ${person}, ${title}`}
          aria-describedby={`${id}-pin ${id}-remark`}
          onClick={() => actor.act({ type: 'badge.tap', badge, ...at }, place)}
        />
      </div>
      <Note actor={actor} place={place} />
    </li>
  );
}

/** As few rows as `most` a row allows, all about equally long. */
function columnsFor(count: number, most: number): number {
  return Math.ceil(count / Math.max(1, Math.ceil(count / most)));
}

/** At most two letters: "A. Marlow" is AM. */
function initialsOf(person: string): string {
  const letters = person.split(/\s+/).map((word) => word.charAt(0));
  return [letters[0], letters.length > 1 ? letters.at(-1) : ''].join('').toUpperCase();
}
