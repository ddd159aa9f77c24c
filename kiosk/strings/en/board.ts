// Words in English for the desk at a glance: what is away and wrong, finding from the first letter, a badge for somebody else.
import type { DeskCounts } from '../../../controller/contract/desk-board.ts';
import { counted } from './sentences.ts';

export const boardWords = {
  board: {
    title: 'The cabinet now',
    inside: (count: number) => `${counted(count, 'key', 'keys')} in place`,
    counts: {
      alarms: 'Alarms',
      overdue: 'Overdue',
      lost: 'Lost',
      faults: 'Faults',
      reviews: 'To review',
      out: 'Out',
      suspended: 'Suspended',
    } satisfies Partial<Readonly<Record<keyof DeskCounts, string>>>,
    calm: 'Every key is in its place. Nothing to do.',
    none: 'None.',
    sheet: (sheet: number, sheets: number) => `Page ${sheet} of ${sheets}`,
    next: 'Next page',
    before: 'Page before',
    find: 'Find',
    map: 'Map',
    alarms: 'Alarms',
    emergency: 'Emergency',
    more: 'More',
    enrol: 'Enrol a badge for them',
    enrolling: 'Hold the new badge to the reader',
    enrolFor: (name: string) => `It becomes the badge of ${name}, and the log says that you gave it.`,
  },
  find: {
    title: 'Find a key or a person',
    hint: 'Type the first letters of a name, or a number.',
    nothing: (text: string) => `Nothing begins with “${text}”. Try fewer letters.`,
    typed: (text: string) => (text === '' ? 'Nothing typed yet' : `Typed: ${text}`),
    clear: 'Clear',
    results: 'Results',
    /** In the order of the pad: ten a row. */
    letters: 'abcdefghijklmnopqrstuvwxyz',
  },
};
