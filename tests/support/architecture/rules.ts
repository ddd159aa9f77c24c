// Every rule of the house that is asked of source texts, by the sentence that it enforces, with its negative controls.
import { CODE_PLANTS } from './code-plants.ts';
import { IMPORT_PLANTS } from './import-plants.ts';
import {
  everyFileHasARoom,
  importsAreLiteral,
  noCycles,
  packagesStayInTheirRooms,
  pagesCarryNoSchemas,
  roomsKeepToTheTable,
} from './import-rules.ts';
import type { Plants } from './plant.ts';
import { nothingOpensEverything, oneMinter, oneOpener } from './release-rules.ts';
import {
  filesAreShort,
  filesOpenWithAComment,
  namesSayWhat,
  noBarrels,
  noDefaultExports,
  noPostponedWork,
} from './shape-rules.ts';
import type { Rule } from './source-tree.ts';
import { timeIsAnArgument } from './time-rules.ts';

const BY_NAME = {
  'every file has a room': everyFileHasARoom,
  'rooms import as the table says': roomsKeepToTheTable,
  'packages stay in their rooms': packagesStayInTheirRooms,
  'imports are literal and lead somewhere': importsAreLiteral,
  'no cycles': noCycles,
  'pages carry no schemas': pagesCarryNoSchemas,
  'names say what': namesSayWhat,
  'files are short': filesAreShort,
  'files open with a comment': filesOpenWithAComment,
  'no default exports': noDefaultExports,
  'no barrels': noBarrels,
  'no postponed work': noPostponedWork,
  'time is an argument': timeIsAnArgument,
  'one minter of release tokens': oneMinter,
  'one opener of slots': oneOpener,
  'nothing opens every slot': nothingOpensEverything,
} as const satisfies Record<string, Rule>;

type RuleName = keyof typeof BY_NAME;

const PLANTS: Readonly<Record<RuleName, Plants>> = { ...IMPORT_PLANTS, ...CODE_PLANTS };

export interface NamedRule extends Plants {
  readonly name: string;
  readonly rule: Rule;
}

export const RULES: readonly NamedRule[] = Object.entries(BY_NAME).map(([name, rule]) => ({
  name,
  rule,
  ...PLANTS[name as RuleName],
}));
