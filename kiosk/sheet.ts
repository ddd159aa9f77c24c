// Sheets over a screen: what a person is asked before one command is whole. The page's own; the controller knows nothing of them.
import type { HeldKey } from '../controller/contract/snapshot.ts';
import type { Plain } from './plain.ts';

export type Sheet =
  | { readonly kind: 'where'; readonly held: HeldKey }
  /** `capitals`: a code or a number, not a sentence. `needed`: whether it may not be left empty. */
  | {
      readonly kind: 'text';
      readonly title: string;
      readonly capitals?: boolean;
      readonly needed?: boolean;
      /** Whether the digits stand first: a case number is asked for. */
      readonly digits?: boolean;
      readonly most: number;
      readonly done: (text: string) => void;
    }
  /** A whole number of at most `most` digits. `hint`: what it was before. */
  | {
      readonly kind: 'number';
      readonly title: string;
      readonly hint?: string;
      readonly most: number;
      readonly done: (number: number | null) => void;
    }
  /** A time, to the quarter of an hour. `at`: milliseconds since 1970. */
  | {
      readonly kind: 'moment';
      readonly title: string;
      readonly at: number;
      readonly done: (iso: string) => void;
    }
  | { readonly kind: 'choice'; readonly page: () => Plain }
  /** How the screen shall look and sound. */
  | { readonly kind: 'looks' }
  /** The glass is wiped, and no touch counts. */
  | { readonly kind: 'cleaning' };

/** Names a sheet among those that can follow each other. */
export function sheetName(sheet: Sheet): string {
  if (sheet.kind === 'choice') return `${sheet.kind} ${sheet.page().title}`;
  return 'title' in sheet ? `${sheet.kind} ${sheet.title}` : sheet.kind;
}
