// The signs of the screen, drawn on a grid of 24 with one stroke. Never a sign without a word beside it.

/** One path a sign; a closed part is filled where the style says so. */
const SIGNS = {
  badge: 'M6 4h12v17H6ZM10 4V2h4v2M12 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 18c1-3 7-3 8 0',
  key: 'M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 12h10M18 12v4',
  out: 'M12 20V5M5 12l7-7 7 7',
  into: 'M12 4v15M5 12l7 7 7-7',
  push: 'M3 12h11M9 7l5 5-5 5M19 4v16',
  check: 'M4 13l6 5L20 7',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l4 2',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c1-8 15-8 16 0',
  door: 'M6 21V3h12v18M3 21h18M14 12v1',
  triangle: 'M12 4l10 17H2ZM12 10v5M12 18v.1',
  question: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9 10a3 3 0 1 1 4 2c-1 .5-1 1-1 2M12 17v.1',
  cross: 'M6 6l12 12M18 6L6 18',
  box: 'M5 5h14v14H5Z',
  phone: 'M7 3h10v18H7ZM11 18h2',
  lock: 'M5 11h14v10H5ZM8 11V8a4 4 0 0 1 8 0v3',
  erase: 'M9 5h12v14H9l-6-7ZM12 9l5 6M17 9l-5 6',
  enter: 'M20 5v8H5M9 9l-4 4 4 4',
  place: 'M12 21c8-8 8-18 0-18s-8 10 0 18ZM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  up: 'M5 15l7-7 7 7',
  down: 'M5 9l7 7 7-7',
  leave: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  back: 'M20 12H5M11 6l-6 6 6 6',
  stop: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM6 6l12 12',
  shield: 'M12 3l7 3v6c0 4-3 7-7 9-4-2-7-5-7-9V6Z',
  star: 'M12 3l3 6 6 1-5 4 2 6-6-3-6 3 2-6-5-4 6-1Z',
  car: 'M3 17v-4l3-7h12l3 7v4ZM3 13h18M6 17v2M18 17v2',
  more: 'M5 12v.1M12 12v.1M19 12v.1',
  unplugged: 'M7 8h8v5a4 4 0 0 1-8 0ZM9 8V4M13 8V4M11 17v4M18 9l4 4M22 9l-4 4',
  find: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM15 15l6 6',
  space: 'M4 11v5h16v-5',
  squeegee: 'M3 5h18v5H3ZM12 10v11',
} as const;

export type Sign = keyof typeof SIGNS;

/** A sign beside its word; hidden from screen readers, which read the word. */
export function Icon({ sign }: { readonly sign: Sign }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SIGNS[sign]} />
    </svg>
  );
}
