// What the page says, as one record for each language. A language that lacks a word does not compile.
import type { FindingCode } from './finding.ts';
import type { Stage } from './verifier.ts';

/** Texts that stand in the page under their names. */
export interface FixedWords {
  readonly title: string;
  readonly lead: string;
  readonly folderTitle: string;
  readonly folderLabel: string;
  readonly vkeyTitle: string;
  readonly vkeyHint: string;
  readonly sinceTitle: string;
  readonly sinceHint: string;
  readonly optional: string;
  readonly check: string;
  readonly oneTitle: string;
  readonly oneHint: string;
  readonly oneEntry: string;
  readonly oneProof: string;
  readonly oneCheck: string;
  readonly footer: string;
}

export interface Words {
  readonly fixed: FixedWords;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly noFolder: string;
  readonly folderChosen: string;
  readonly vkeyGood: string;
  readonly vkeyBad: string;
  readonly proved: string;
  readonly provedWhy: string;
  readonly provedEmpty: string;
  readonly broken: string;
  readonly unusable: string;
  readonly oneProved: string;
  readonly oneProvedWhy: string;
  /** Where something was found; only the parts that are known are said. */
  readonly place: { readonly file: string; readonly line: string; readonly entry: string; readonly saw: string };
  readonly brokenNext: string;
  readonly unusableNext: string;
  readonly figures: Readonly<Record<FigureName, string>>;
  readonly notProved: string;
  readonly caveats: Readonly<Record<CaveatName, string>>;
  readonly keep: string;
  readonly keepWhy: string;
  readonly print: string;
  readonly signing: readonly [string, string, string];
  readonly of: string;
  readonly none: string;
  /** Why; `{file}`, `{line}`, `{seq}` and `{saw}` are filled in. */
  readonly why: Readonly<Record<FindingCode, string>>;
}

export type FigureName =
  | 'entries'
  | 'first'
  | 'last'
  | 'older'
  | 'since'
  | 'notes'
  | 'files'
  | 'folder'
  | 'checked'
  | 'origin'
  | 'root'
  | 'key';

export type CaveatName = 'tail' | 'noSince' | 'range' | 'older' | 'csv' | 'setup' | 'noSetup' | 'unread' | 'strangers';
