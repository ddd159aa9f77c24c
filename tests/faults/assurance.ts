// `npm run assurance`: runs what measures the assurance figures and makes one table of it.
//   --only R1,R2     these figures alone              --out FILE     keeps the outcomes, beside those that are there
//   --table FILE     runs nothing: the table of kept outcomes       --readme       writes the table into the README as well
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CLAIMS, type Command, nameOf } from './assurance/claims.ts';
import { readOutcomes, writeOutcomes } from './assurance/outcomes.ts';
import { runCommand } from './assurance/run-command.ts';
import { markdownTable, tableRows, withTable } from './assurance/table.ts';

const README = path.join(import.meta.dirname, 'README.md');

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string' },
    table: { type: 'string' },
    readme: { type: 'boolean', default: false },
  },
});
const asked = values.only?.split(',') ?? CLAIMS.map(({ id }) => id);
const unknown = asked.filter((id) => !CLAIMS.some((claim) => claim.id === id));
if (unknown.length > 0) {
  console.error(`no figure "${unknown.join('", "')}"; there are ${CLAIMS.map(({ id }) => id).join(', ')}`);
  process.exit(64);
}
const claims = CLAIMS.filter(({ id }) => asked.includes(id));
const kept = values.table ?? values.out;
const outcomes = new Map(kept === undefined ? [] : readOutcomes(kept));

if (values.table === undefined) {
  for (const command of commandsOf()) {
    console.log(`\n== ${nameOf(command)}`);
    const outcome = await runCommand(command);
    outcomes.set(outcome.command, outcome);
    // After each command: a run of hours that is cut off keeps what it has.
    if (values.out !== undefined) writeOutcomes(values.out, outcomes);
  }
}

const rows = tableRows(values.table === undefined && !values.readme ? claims : CLAIMS, outcomes);
console.log(`\n${markdownTable(rows)}`);
if (values.readme) writeFileSync(README, withTable(readFileSync(README, 'utf8'), markdownTable(rows)));
process.exit(rows.every(({ verdict }) => verdict === 'met') ? 0 : 1);

/** Each command once, though two figures may stand on it. */
function commandsOf(): readonly Command[] {
  const all = claims.flatMap(({ evidence }) => evidence.map(({ command }) => command));
  return [...new Map(all.map((command) => [nameOf(command), command])).values()];
}
