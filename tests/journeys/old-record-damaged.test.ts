// Misfortune: an old entry rots on the disk, or somebody edits it there. The cabinet finds it in a quiet moment, says so until
// somebody has looked into it, goes on lending keys, and does not start again on such a log.
import { rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { databaseIn, openDataFolder } from '../../controller/data-folder.ts';
import { hours, instant, seconds } from '../../controller/domain/time.ts';
import { openingOf } from '../../controller/main.ts';
import { startTestAppliance } from '../support/appliance.ts';
import { expectOk } from '../support/expect-ok.ts';
import { alarmsOf } from '../support/expectations.ts';
import { PassingTime } from '../support/passing-time.ts';
import { standing } from '../support/standing-alarms.ts';

test('a damaged entry is found while nobody is there, and stays an alarm', async () => {
  const time = new PassingTime(instant(Date.UTC(2026, 9, 13, 8)));
  const cabinet = await startTestAppliance({ time });
  onTestFinished(() => rmSync(cabinet.folder, { recursive: true, force: true }));
  await cabinet.screen('idle');
  const vandal = new Sqlite(databaseIn(cabinet.folder));
  vandal.exec('DROP TRIGGER entries_are_never_changed');
  vandal.exec(
    `UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), '"mono"', '"Mono"') AS BLOB) WHERE seq = 2`,
  );
  vandal.close();

  await time.pass(hours(6));
  await time.pass(seconds(2));
  const picture = await cabinet.until((one) => standing(one).length > 0, 'the alarm');
  expect(picture.alarms).toMatchObject([{ kind: 'log_damaged', severity: 'alarm', slots: [], acknowledged: false }]);
  expect(picture.screen.name).toBe('idle');

  await time.pass(hours(2));
  await time.pass(seconds(2));
  expect(cabinet.look().alarms).toMatchObject([{ kind: 'log_damaged', gone: false }]);
  const newest = expectOk(cabinet.appliance.data.journal.latest(3)).toReversed();
  expect(alarmsOf(newest)).toEqual(['log_damaged raised']);

  await cabinet.halt();
  expect(openDataFolder(cabinet.folder, openingOf())).toEqual({ ok: false, error: { what: 'log', code: 'entry' } });
});
