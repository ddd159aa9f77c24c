// Reads vitest's JSON report into three lists. Whatever did not run counts as failed: nothing is skipped in silence.

export interface TestReport {
  readonly passed: number;
  /** Tests that failed, files that could not be loaded, tests that did not run. */
  readonly failures: readonly string[];
}

/** Reads the text of a report. @throws Error when it is no report of vitest */
export function readTestReport(text: string): TestReport {
  const report: unknown = JSON.parse(text);
  if (!isRecord(report) || !Array.isArray(report.testResults)) throw new Error('This is no report of vitest.');
  const files = report.testResults.map(readFile);
  return {
    passed: files.reduce((sum, file) => sum + file.passed, 0),
    failures: files.flatMap((file) => file.failures),
  };
}

function readFile(file: unknown): TestReport {
  if (!isRecord(file) || !Array.isArray(file.assertionResults)) throw new Error('A file is missing in the report.');
  const name = String(file.name);
  const tests = file.assertionResults.map((test: unknown) => {
    if (!isRecord(test)) throw new Error(`A test of ${name} is missing in the report.`);
    return { status: test.status, title: `${name}: ${String(test.fullName)}` };
  });
  const failures = tests
    .filter((test) => test.status !== 'passed')
    .map((test) => (test.status === 'failed' ? test.title : `${test.title} (did not run)`));
  const broken = file.status !== 'passed' && failures.length === 0;
  return {
    passed: tests.length - failures.length,
    failures: broken ? [`${name}: could not be run`] : failures,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
