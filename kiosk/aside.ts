// Loads the screens that come after the first ones, so that the page stands sooner. One that cannot be loaded says so, and is
// asked for again with the next screen.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { AlarmView, CabinetSnapshot, Screen, ServiceWhy } from '../controller/contract/snapshot.ts';
import type { VehicleView } from '../controller/contract/taking.ts';
import type { Row } from './plain.ts';
import type { Sheet } from './sheet.ts';

/** The screens that stand in the first script. */
type First = 'starting' | 'idle' | 'pin' | 'desk-pin' | 'home' | 'releasing' | 'take' | 'push-back' | 'return';

export type LaterScreen = Exclude<Screen, { readonly name: First }>;

export interface LaterSheet {
  readonly sheet: Sheet;
  readonly snapshot: CabinetSnapshot;
}

/** The alarm that has taken the idle screen over, and how a staff number is asked for beside it. */
export interface TakeoverProps {
  readonly alarm: AlarmView;
  readonly snapshot: CabinetSnapshot;
  readonly askNumber: () => void;
}

export interface Asides {
  readonly AsideScreen: (props: {
    readonly screen: LaterScreen;
    readonly snapshot: CabinetSnapshot;
  }) => ComponentChildren;
  readonly AsideSheet: (props: LaterSheet) => ComponentChildren;
  /** K15, over the idle screen. */
  readonly AsideTakeover: (props: TakeoverProps) => ComponentChildren;
  /** A row that must be held. */
  readonly AsideHold: (props: {
    readonly row: Row;
    readonly onHeld: () => void;
    readonly off: boolean;
  }) => ComponentChildren;
  /** Begins what listens to every picture beside the screen. Called once. */
  readonly attend: () => void;
  /** What the driver before read off. */
  readonly lastRead: (last: VehicleView) => ComponentChildren;
  /** The way in for whoever has a one-time code and no badge yet. */
  readonly codeButton: () => ComponentChildren;
  /** Why keys can only be put back. */
  readonly serviceLine: (why: ServiceWhy) => ComponentChildren;
  /** What is wrong with the cabinet, as a sentence. */
  readonly alarmLine: (alarm: AlarmView) => string;
}

export interface Aside {
  /** null = not here yet; `failed` = it cannot be loaded. */
  readonly pages: ReadonlySignal<Asides | 'failed' | null>;
  /** Begins to load what is not here. */
  readonly want: () => void;
}

/** @param load brings the pages; called again only after it has failed */
export function createAside(load: () => Promise<Asides>): Aside {
  const pages = signal<Asides | 'failed' | null>(null);
  let isLoading = false;
  return {
    pages,
    want() {
      if (isLoading || (pages.peek() !== null && pages.peek() !== 'failed')) return;
      isLoading = true;
      load().then(
        (loaded) => {
          isLoading = false;
          pages.value = loaded;
          loaded.attend();
        },
        () => {
          isLoading = false;
          pages.value = 'failed';
        },
      );
    },
  };
}
