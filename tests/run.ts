// `npm test`: every stage, then every test, then one line that counts both. Goes on after a failure, so that one run shows all.
import { runTests, STAGES } from './support/stages.ts';

const stages = STAGES.map(({ name, run }) => {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const fault = run();
  const took = `${((Date.now() - started) / 1000).toFixed(1)} s`;
  console.log(fault === null ? `${name}: passed (${took})` : `${name}: FAILED (${took}): ${fault}`);
  return { name, fault };
});

console.log('\n== tests');
const tests = runTests();

const broken = stages.flatMap(({ name, fault }) => (fault === null ? [] : [`${name}: ${fault}`]));
const failures = [...broken, ...tests.failures];
console.log(
  failures.length === 0 ? '\nEverything passed.' : `\nFailed:\n${failures.map((one) => `  ${one}`).join('\n')}`,
);
console.log(`${tests.passed + stages.length - broken.length} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
