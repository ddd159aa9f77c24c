// A plain screen as data: a title, sentences, rows to press, one main answer. Drawn by screens/plain.tsx. Holds no rule.
import type { Sign } from './parts/icon.tsx';

export interface Plain {
  readonly title: string;
  /** One thing to be seen from afar: `here` something to do, `done` it worked, `no` a rule, `broken` a device. */
  readonly look?: 'here' | 'done' | 'no' | 'broken' | 'alarm';
  readonly sign?: Sign;
  /** What else there is to say of it, beneath who can help. */
  readonly beside?: readonly string[];
  /** Until when it stands in the way. */
  readonly until?: readonly string[];
  /** Who can help. */
  readonly help?: readonly string[];
  /** What it is about, under the title. */
  readonly lines?: readonly string[];
  /** What went wrong, or well, with the last press. */
  readonly alert?: string | null | undefined;
  /** The one thing to be read from afar: a code, a time, a count. */
  readonly hero?: string;
  /** Whom or what it is about; drawn by screens/subject.tsx alone. */
  readonly plate?: Plate;
  /** What happened, newest first; drawn by screens/subject.tsx alone. */
  readonly told?: Told;
  readonly groups?: readonly RowGroup[];
  /** At the foot, always in sight. */
  readonly feet?: readonly Row[];
  /** Whether something is being done and no press counts. */
  readonly busy?: boolean;
  /** When the screen ends, ISO 8601. */
  readonly endsAt?: string;
}

/** The state of a key or a person, to be seen first. */
export interface Plate {
  /** What is engraved on the key. */
  readonly number?: number;
  readonly sign: Sign;
  /** `astray`: nobody knows where it is. */
  readonly tone: 'in' | 'out' | 'overdue' | 'astray';
  readonly words: string;
  readonly notes: readonly string[];
  /** How to reach whoever it is about. */
  readonly call: string | null;
}

export interface Told {
  readonly heading: string;
  readonly lines: readonly ToldLine[];
  /** What is wrong with it, or that there is nothing. */
  readonly note: string | null;
  /** To what was earlier. */
  readonly ways: readonly Row[];
}

/** One line of what happened. */
export interface ToldLine {
  readonly id: number;
  readonly when: string;
  readonly sign: Sign;
  readonly words: string;
  readonly note: string;
}

/** Its heading, and its rows; without rows it is not drawn. */
export type RowGroup = readonly [heading: string, rows: readonly Row[]];

export interface Row {
  readonly words: string;
  readonly note?: string | null;
  readonly sign?: Sign;
  readonly tone?: 'overdue' | 'fault';
  /** None = only to be read, or disabled for the reason in the note. */
  readonly press?: () => void;
  /** Whether it is a button that cannot be pressed. */
  readonly off?: boolean;
  /** At the foot: not the answer that most people want, though it comes first. */
  readonly quiet?: boolean;
  /** Whether it must be held for a while, so that nobody presses it by mistake. Only on screens that come later. */
  readonly hold?: boolean;
}
