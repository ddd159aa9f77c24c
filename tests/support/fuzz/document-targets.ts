// The parsers of what people and pages write: commands of the screen, the bootstrap file, the set-up document.
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { parseConfig } from '../../../controller/config.ts';
import { commandEnvelopeSchema } from '../../../controller/contract/command.ts';
import { documentOf, documentText, parseDocument } from '../../../controller/setup/document.ts';
import { readSetup, setupFaults } from '../../../controller/setup/validate.ts';
import { arbitrarySetup } from '../arbitrary-setup.ts';
import { aSetup } from '../domain-builders.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { spoiltJson, spoiltText } from './mutations.ts';
import { type FuzzTarget, unless } from './target.ts';

const text = 'case 12';
const COMMANDS: readonly object[] = [
  { type: 'number.enter', number: '30471130' },
  { type: 'pin.enter', pin: '280964' },
  { type: 'key.take', key: 'loading-bay' },
  { type: 'key.take_many', keys: ['loading-bay', 'linen'] },
  { type: 'handover.count', count: 12 },
  { type: 'reason.give', choice: 'audit', text },
  { type: 'glass.break', choice: null, text },
  { type: 'report.open', key: 'linen', report: 'fault' },
  { type: 'fault.report', key: 'linen', fault: 'bent', severity: 'minor', text: null },
  { type: 'vehicle.report', key: 'van', mileage: 120_000, fuel: 4, text },
  { type: 'slot.reopen', slot: 24 },
  { type: 'session.end' },
  { type: 'desk.find', text: 'a' },
  { type: 'desk.acknowledge', alarm: 'a-1', text },
  { type: 'desk.suspend', person: 'staff-30', silent: true, text },
  { type: 'desk.emergency', group: 'service-yard', text },
  { type: 'desk.prove', pin: '280964' },
];
const CONFIG = JSON.stringify({
  data: '/var/lib/wardkey',
  pages: 'pages',
  kiosk: { host: '127.0.0.1', port: 8080 },
  hardware: 'real',
});
/** Samples from a fixed seed, so that a case is the same in every run. */
const SETUPS = [aSetup(), ...fc.sample(arbitrarySetup, { seed: 1, numRuns: 30 })].map((one) => ({
  json: documentOf(one),
  text: documentText(one),
}));

export const COMMAND: FuzzTarget = {
  name: 'command',
  tryOne: (random) => {
    const envelope = { sessionId: 'session-1', revision: random.below(1000), command: random.pick(COMMANDS) };
    const parsed = commandEnvelopeSchema.safeParse(spoiltJson(random, envelope));
    if (!parsed.success) return null;
    // As text, in which -0 is 0.
    const sent = JSON.stringify(parsed.data);
    const again = commandEnvelopeSchema.safeParse(JSON.parse(sent));
    return unless(again.success && JSON.stringify(again.data) === sent, 'a command is another one when sent');
  },
};

export const CONFIG_TEXTS: FuzzTarget = {
  name: 'config',
  tryOne: (random) => (random.below(4) === 0 ? bootstrap(random) : setup(random)),
};

function bootstrap(random: SeededRandom): string | null {
  const parsed = parseConfig(spoiltText(random, CONFIG), '/etc/wardkey');
  if (!parsed.ok) return null;
  const again = parseConfig(JSON.stringify(parsed.value), '/');
  return unless(
    again.ok && isDeepStrictEqual(again.value, parsed.value),
    'a bootstrap file is another one when written',
  );
}

function setup(random: SeededRandom): string | null {
  const sample = random.pick(SETUPS);
  const document =
    random.below(2) === 0 ? spoiltText(random, sample.text) : JSON.stringify(spoiltJson(random, sample.json));
  const parsed = parseDocument(document);
  if (!parsed.ok) return null;
  const again = parseDocument(documentText(parsed.value));
  if (!again.ok || !isDeepStrictEqual(again.value, parsed.value)) return 'a set-up is another one when written';
  const faults = setupFaults(parsed.value);
  return unless(readSetup(document).ok === (faults.length === 0), 'a set-up with faults was taken');
}
