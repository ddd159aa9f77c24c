// A day at the cabinet, and what an auditor is told of it afterwards, while the cabinet goes on: who had the key, when, and what
// stood open. From beside, as the command line asks, and the same from within.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LogQueries } from '../../controller/audit/queries/log-queries.ts';
import { answerLines } from '../../controller/cli/show-answer.ts';
import { databaseIn } from '../../controller/data-folder.ts';
import { hours, type Instant, instant, minutes } from '../../controller/domain/time.ts';
import { lookAtQueries } from '../../controller/store/query-onlooker.ts';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { keyId, staffId } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { KEY_24, porterOf } from '../support/key-24.ts';
import { comeIn, drawKeys, goAway, putBack } from '../support/key-visit.ts';
import { PassingTime } from '../support/passing-time.ts';
import { pagesOf } from '../support/query-stage.ts';

let cabinet: TestAppliance;
let time: PassingTime;

beforeEach(async () => {
  time = new PassingTime(instant(Date.UTC(2030, 0, 15, 7)));
  cabinet = await startTestAppliance({ time });
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

/** What somebody beside the running cabinet is told. */
function beside<T>(ask: (queries: LogQueries) => T): T {
  return expectOk(lookAtQueries(databaseIn(cabinet.folder), (log) => ask(new LogQueries(log))));
}

const outIn = (queries: LogQueries, at: Instant) =>
  expectOk(queries.outAt(at)).map(({ key, staff, at: where }) => ({ key, staff, where }));

test('the porter had the key from the morning to the evening, and a stranger came in between', async () => {
  const porter = porterOf(cabinet);
  const morning = time.now();
  await time.pass(hours(1));
  await comeIn(cabinet, porter);
  await drawKeys(cabinet, [KEY_24]);
  await goAway(cabinet);
  await time.pass(minutes(5));
  const taken = time.now();
  await cabinet.act({ type: 'badge.tap', badge: 'ffffffff' });
  await expect.poll(() => cabinet.log().at(-1)?.occurrence.kind).toBe('badge.unknown');
  await time.pass(hours(9));
  await comeIn(cabinet, porter);
  await putBack(cabinet, KEY_24);
  await goAway(cabinet);
  await time.pass(minutes(5));
  const evening = time.now();

  const within = new LogQueries(cabinet.appliance.data.store);
  const held = [{ key: KEY_24.id, staff: porter.staff, where: 'person' }];
  for (const [at, out] of [
    [morning, []],
    [taken, held],
    [evening, []],
  ] as const) {
    expect(beside((queries) => outIn(queries, at))).toEqual(out);
    expect(outIn(within, at)).toEqual(out);
  }
  const story = beside((queries) =>
    pagesOf((span) => queries.ofKey(keyId(KEY_24.id), span), { from: morning, limit: 3 }),
  );
  const log = cabinet.log();
  const ofKey = log.filter(({ occurrence }) => 'key' in occurrence && occurrence.key === KEY_24.id);
  expect(story.flat().toReversed()).toEqual(ofKey.filter(({ at }) => at >= morning));
  const kinds = story.flat().map(({ occurrence }) => occurrence.kind);
  expect(
    kinds
      .filter((kind) => /^(release|key\.returned)/.test(kind))
      .toReversed()
      .slice(-3),
  ).toEqual(['release.intended', 'release.taken', 'key.returned']);
  const refused = beside((queries) => expectOk(queries.refusals({ from: morning })).entries);
  expect(refused.map(({ occurrence }) => occurrence.kind)).toEqual(['badge.unknown']);
  const person = beside((queries) => expectOk(queries.ofPerson(staffId(porter.staff), { limit: 200 })).entries);
  expect(person.map(({ seq }) => seq).toReversed()).toEqual(
    log.filter(({ occurrence }) => JSON.stringify(occurrence).includes(`"${porter.staff}"`)).map(({ seq }) => seq),
  );
  const asked = { key: '24', alarms: false, refusals: false, overrides: false, limit: 50, json: false };
  const lines = expectOk(lookAtQueries(databaseIn(cabinet.folder), (look) => [...answerLines(look, asked)]));
  expect(lines.find((line) => line.includes('release taken'))).toContain(cabinet.nameOf(porter));
});
