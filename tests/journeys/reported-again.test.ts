// Misfortune: everybody who brings a key back says what is wrong with it, and nobody mends it. What is known is said to be known,
// the list of one key ends somewhere, and whoever finds it unsafe is heard all the same.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FaultCode, FaultSeverity } from '../../controller/domain/fault.ts';
import { FAULT_CODES, OPEN_FAULTS_LIMIT } from '../../controller/domain/fault.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectDense } from '../support/expectations.ts';
import { KEY_24, porterOf, seen24 } from '../support/key-24.ts';
import { anyone, comeIn, drawKeys, goAway, putBack } from '../support/key-visit.ts';
import { standing } from '../support/standing-alarms.ts';

let cabinet: TestAppliance;

beforeEach(async () => {
  cabinet = await startTestAppliance();
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

const reports = () => entriesOf(cabinet.log(), 'fault.reported').map(({ occurrence }) => occurrence);

/** @returns what the screen says against it; null = it is written down */
async function report(fault: FaultCode, severity: FaultSeverity) {
  expect(await cabinet.press({ type: 'report.open', key: KEY_24.id, report: 'fault' })).toBeNull();
  await cabinet.screen('report');
  expect(await cabinet.press({ type: 'fault.report', key: KEY_24.id, fault, severity, text: null })).toBeNull();
  const said = await cabinet.until(
    ({ screen }) => screen.name === 'report' && (screen.noted || screen.fault !== null),
    'the answer to the report',
  );
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.until(({ screen }) => screen.name !== 'report', 'the screen before');
  return said.screen.name === 'report' ? said.screen.fault : undefined;
}

test('what a person has reported already is not written again, and too much is said to be too much', async () => {
  const driver = personWho(cabinet.people, ({ title }) => title === 'Driver');
  const people = [porterOf(cabinet), driver, anyone(cabinet, porterOf(cabinet).staff)];
  for (const [visit, person] of people.entries()) {
    await comeIn(cabinet, person);
    await cabinet.until(() => seen24(cabinet).refusals?.length === 0, 'the key in its place');
    await drawKeys(cabinet, [KEY_24]);
    await putBack(cabinet, KEY_24);
    await cabinet.until(({ screen }) => screen.name === 'close-door' && screen.returned.length === 1, 'the return');
    if (visit === 0) {
      expect(await report('bent', 'minor')).toBeNull();
      expect(await report('bent', 'minor')).toBe('already_reported');
      expect(reports()).toHaveLength(1);
      for (const fault of FAULT_CODES) if (fault !== 'bent') expect(await report(fault, 'minor')).toBeNull();
      for (const fault of FAULT_CODES) expect(await report(fault, 'major')).toBeNull();
    } else if (visit === 1) {
      while (reports().length < OPEN_FAULTS_LIMIT - 1) {
        expect(await report(FAULT_CODES[reports().length % FAULT_CODES.length] ?? 'other', 'minor')).toBeNull();
      }
      expect(await report('other', 'major')).toBe('too_many_open');
    } else {
      expect(await report('stuck', 'minor')).toBe('already_reported');
      expect(await report('stuck', 'critical')).toBeNull();
      expect(await report('bent', 'critical')).toBe('too_many_open');
    }
    await goAway(cabinet);
  }
  expect(reports()).toHaveLength(OPEN_FAULTS_LIMIT);
  expect(standing(cabinet.look()).map(({ kind }) => kind)).toEqual(['key_faulty']);
});
