// The signs of the screen, drawn on a grid of 24 with one stroke. Never a sign without a word beside it.

/** One path a sign; a closed part is filled where the style says so. */
const SIGNS = {
  badge:
    'M7 4h10a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2ZM10 4V2h4v2M12 14a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2ZM8.2 18c.6-1.8 2-2.6 3.8-2.6s3.2.8 3.8 2.6',
  key: 'M8 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12.5 12H22M18.5 12v4',
  out: 'M12 20V5M5.5 11.5 12 5l6.5 6.5',
  into: 'M12 4v15M5.5 12.5 12 19l6.5-6.5',
  push: 'M3 12h11M9 6.5l5.5 5.5L9 17.5M19 4v16',
  check: 'M4.5 12.8 9.8 18 19.5 6.8',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.3l3.5 2.2',
  person: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.9-4 3.8-6 7.5-6s6.6 2 7.5 6',
  door: 'M6 21V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v17M3 21h18M14.5 12v1.5',
  triangle: 'M12 3.5 22 20.5H2ZM12 10v4.5M12 17.5v.1',
  question: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.5 9.5a2.6 2.6 0 1 1 3.8 2.3c-.9.5-1.3 1-1.3 2M12 17v.1',
  cross: 'M6 6l12 12M18 6 6 18',
  phone:
    'M5 3.5h3.5l1.8 4.6-2.3 1.7a12 12 0 0 0 6.2 6.2l1.7-2.3 4.6 1.8V19a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 3 5.7a2 2 0 0 1 2-2.2Z',
  lock: 'M6 11h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1ZM8 11V7.5a4 4 0 0 1 8 0V11',
  erase: 'M9 5h11a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 20 19H9l-6.5-7ZM12 9.5l5 5M17 9.5l-5 5',
  enter: 'M20 5v6.5a2 2 0 0 1-2 2H5M9.5 8.5l-5 5 5 5',
  place:
    'M12 21.5c4.6-5 6.8-8.6 6.8-11.5a6.8 6.8 0 1 0-13.6 0c0 2.9 2.2 6.5 6.8 11.5ZM12 12.5a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Z',
  up: 'M5 15.5 12 8.5l7 7',
  down: 'M5 8.5l7 7 7-7',
  leave: 'M14 4H6.5A1.5 1.5 0 0 0 5 5.5v13A1.5 1.5 0 0 0 6.5 20H14M10 12h11M17 7.5 21.5 12 17 16.5',
  back: 'M20 12H4.5M11 5.5 4.5 12l6.5 6.5',
  stop: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM5.8 5.8l12.4 12.4',
  shield: 'M12 3l7.5 2.8v5.7c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V5.8Z',
  star: 'M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8Z',
  car: 'M3 16.5v-4l2.2-5.4A1.8 1.8 0 0 1 6.9 6h10.2c.7 0 1.4.4 1.7 1.1L21 12.5v4ZM3.5 12.5h17M5.5 16.5V19M18.5 16.5V19',
  more: 'M5 12v.1M12 12v.1M19 12v.1',
  unplugged: 'M7 8.5h7v4.5a4 4 0 0 1-4 4h0a3 3 0 0 1-3-3ZM8.5 8.5V4M12.5 8.5V4M10.5 17v4M17 9l4 4M21 9l-4 4',
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
