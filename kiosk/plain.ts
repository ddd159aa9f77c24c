// A plain screen as data: a title, sentences, rows to press, one main answer. Drawn by screens/plain.tsx. Holds no rule.
import type { Sign } from './parts/icon.tsx';

export interface Plain {
  readonly title: string;
  /** One thing to be seen from afar: `here` something to do, `done` it worked, `no` a rule, `broken` a device. */
  readonly look?: 'here' | 'done' | 'no' | 'broken';
  readonly sign?: Sign;
  /** Who can help. */
  readonly help?: readonly string[];
  /** What it is about, under the title. */
  readonly lines?: readonly string[];
  /** What went wrong, or well, with the last press. */
  readonly alert?: string | null | undefined;
  /** The one thing to be read from afar: a code, a time, a count. */
  readonly hero?: string;
  readonly groups?: readonly RowGroup[];
  /** At the foot, always in sight. */
  readonly feet?: readonly Row[];
  /** Whether something is being done and no press counts. */
  readonly busy?: boolean;
  /** When the screen ends, ISO 8601. */
  readonly endsAt?: string;
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
  /** Whether it must be held for a while, so that nobody presses it by mistake. */
  readonly hold?: boolean;
}
