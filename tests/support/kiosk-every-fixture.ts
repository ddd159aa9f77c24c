// Every screen of the kiosk that a picture or a ruler looks at: the snapshots, and the sheets that a press opens on them.
import { ASKING_FIXTURES } from './kiosk-asking-fixtures.ts';
import { DESK_FIXTURES } from './kiosk-desk-fixtures.ts';
import { KIOSK_FIXTURES } from './kiosk-fixtures.ts';
import { RIGHTS_FIXTURES } from './kiosk-rights-fixtures.ts';
import { SENSING_FIXTURES } from './kiosk-sensing-fixtures.ts';

export const EVERY_FIXTURE = {
  ...KIOSK_FIXTURES,
  ...ASKING_FIXTURES,
  ...DESK_FIXTURES,
  ...RIGHTS_FIXTURES,
  ...SENSING_FIXTURES,
};

export type EveryFixture = keyof typeof EVERY_FIXTURE;

export interface SheetFixture {
  readonly name: string;
  readonly on: EveryFixture;
  /** Names of the buttons to press, one after the other; "…" at the end leaves the rest open. */
  readonly presses: readonly string[];
}

export const SHEETS: readonly SheetFixture[] = [
  { name: 'sheet-number', on: 'idle-number', presses: ['No badge? Staff number'] },
  { name: 'sheet-several', on: 'home', presses: ['Several', 'Take key 14, Ward pharmacy', 'Take key 1, …'] },
  { name: 'sheet-more', on: 'home-full', presses: ['More for key 27, …'] },
  { name: 'sheet-where', on: 'home-holding', presses: ['More for key 11, …', 'Show me where'] },
  { name: 'sheet-note', on: 'reason', presses: ['Patient care', 'W', 'H', 'Y'] },
  { name: 'sheet-signs', on: 'reason', presses: ['Patient care', '123'] },
  { name: 'sheet-severity', on: 'report', presses: ['Turns badly'] },
  { name: 'sheet-mileage', on: 'vehicle', presses: ['Begin', '4', '8'] },
  { name: 'sheet-fuel', on: 'vehicle', presses: ['Begin', '4', 'Enter'] },
  { name: 'sheet-report', on: 'done-returned', presses: ['Report'] },
  { name: 'sheet-time', on: 'account', presses: ['Book…', 'Any of Pool cars'] },
  { name: 'sheet-find', on: 'desk-now', presses: ['Find a key or a person', 'M', 'A'] },
  { name: 'sheet-rights', on: 'desk-now', presses: ['Review rights'] },
  { name: 'sheet-corrected', on: 'desk-key-vehicle', presses: ['Correct the mileage', '4', '8'] },
  { name: 'sheet-emergency', on: 'desk-now', presses: ['Emergency release'] },
  { name: 'sheet-hold', on: 'desk-now', presses: ['Emergency release', 'Plant rooms', 'F', 'Done'] },
  { name: 'sheet-suspend', on: 'desk-person', presses: ['Suspend and call keys back'] },
];
