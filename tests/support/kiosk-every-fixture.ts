// Every screen of the kiosk that a picture or a ruler looks at: the snapshots, and the sheets that a press opens on them.
import { ASKING_FIXTURES } from './kiosk-asking-fixtures.ts';
import { BOARD_FIXTURES } from './kiosk-board-fixtures.ts';
import { DESK_FIXTURES } from './kiosk-desk-fixtures.ts';
import { DEVICE_FIXTURES } from './kiosk-device-fixtures.ts';
import { KIOSK_FIXTURES } from './kiosk-fixtures.ts';
import { FORCE_FIXTURES } from './kiosk-force-fixtures.ts';
import { LOOKS_FIXTURES } from './kiosk-looks-fixtures.ts';
import { RIGHTS_FIXTURES } from './kiosk-rights-fixtures.ts';
import { SENSING_FIXTURES } from './kiosk-sensing-fixtures.ts';
import { SHIFT_FIXTURES } from './kiosk-shift-fixtures.ts';
import { SUBJECT_FIXTURES } from './kiosk-subject-fixtures.ts';
import { VISIT_FIXTURES } from './kiosk-visit-fixtures.ts';

export const EVERY_FIXTURE = {
  ...KIOSK_FIXTURES,
  ...ASKING_FIXTURES,
  ...BOARD_FIXTURES,
  ...DESK_FIXTURES,
  ...DEVICE_FIXTURES,
  ...FORCE_FIXTURES,
  ...RIGHTS_FIXTURES,
  ...LOOKS_FIXTURES,
  ...SENSING_FIXTURES,
  ...VISIT_FIXTURES,
  ...SHIFT_FIXTURES,
  ...SUBJECT_FIXTURES,
};

export type EveryFixture = keyof typeof EVERY_FIXTURE;

export interface SheetFixture {
  readonly name: string;
  readonly on: EveryFixture;
  /** Names of the buttons to press, one after the other; "…" at the end leaves the rest open. */
  readonly presses: readonly string[];
}

const LOOKS = ['Text, colours, language, sound'];

export const SHEETS: readonly SheetFixture[] = [
  { name: 'sheet-number', on: 'idle-number', presses: ['No badge? Staff number'] },
  { name: 'sheet-code', on: 'idle', presses: ['I have a code', 'K', 'M'] },
  { name: 'sheet-shift-note', on: 'shift', presses: ['Hand over and sign'] },
  { name: 'sheet-several', on: 'home', presses: ['Several', 'Take key 14, Ward pharmacy', 'Take key 1, …'] },
  { name: 'sheet-more', on: 'home-full', presses: ['More for key 27, …'] },
  { name: 'sheet-where', on: 'home-three', presses: ['More for key 11, …', 'Show me where'] },
  { name: 'sheet-note', on: 'reason', presses: ['Patient care', 'W', 'H', 'Y'] },
  { name: 'sheet-signs', on: 'reason', presses: ['Patient care', '123'] },
  { name: 'sheet-severity', on: 'report', presses: ['Turns badly'] },
  { name: 'sheet-mileage', on: 'vehicle', presses: ['Begin', '4', '8'] },
  { name: 'sheet-fuel', on: 'vehicle', presses: ['Begin', '4', 'Enter'] },
  { name: 'sheet-report', on: 'done-returned', presses: ['Report'] },
  { name: 'sheet-cleaning', on: 'idle', presses: ['Clean'] },
  { name: 'sheet-looks', on: 'account', presses: LOOKS },
  { name: 'sheet-looks-chosen', on: 'account-chosen', presses: LOOKS },
  { name: 'sheet-looks-kept', on: 'account-kept', presses: LOOKS },
  { name: 'sheet-looks-not-kept', on: 'account-not-kept', presses: LOOKS },
  { name: 'sheet-time', on: 'account', presses: ['Book…', 'Any of Pool cars'] },
  { name: 'sheet-board-more', on: 'desk-now', presses: ['More'] },
  { name: 'sheet-board-late', on: 'desk-busy', presses: ['12 Overdue'] },
  { name: 'sheet-map-next', on: 'desk-map-large', presses: ['183…'] },
  { name: 'sheet-slot-number', on: 'desk-map-large', presses: ['Slot number', '1'] },
  { name: 'sheet-rights', on: 'desk-now', presses: ['More', 'Review rights'] },
  { name: 'sheet-corrected', on: 'desk-key-vehicle', presses: ['Correct the mileage', '4', '8'] },
  { name: 'sheet-emergency', on: 'desk-now', presses: ['Emergency'] },
  { name: 'sheet-force', on: 'desk-key-in', presses: ['Release this key…'] },
  { name: 'sheet-restart', on: 'device', presses: ['Restart the service …'] },
  { name: 'sheet-fault-cleared', on: 'desk-key', presses: ['Key 5: …'] },
  { name: 'sheet-new-pin', on: 'desk-person', presses: ['One-time PIN'] },
  { name: 'sheet-found', on: 'desk-lost', presses: ['It is found'] },
  { name: 'sheet-suspend', on: 'desk-person', presses: ['Suspend and call keys back'] },
];
