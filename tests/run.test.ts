// The runner counts honestly: what failed, what could not be loaded and what never ran are failures alike.
import { describe, expect, it } from 'vitest';
import { notInstalled } from './support/system-packages.ts';
import { readTestReport } from './support/test-report.ts';

function report(...files: readonly object[]): string {
  return JSON.stringify({ testResults: files });
}

function file(name: string, statuses: readonly string[], status = 'passed'): object {
  return {
    name,
    status,
    assertionResults: statuses.map((one, index) => ({ status: one, fullName: `test ${index}` })),
  };
}

describe('the report of the tests', () => {
  it('counts over all files', () => {
    const text = report(file('a', ['passed', 'passed']), file('b', ['passed', 'failed'], 'failed'));
    expect(readTestReport(text)).toEqual({ passed: 3, failures: ['b: test 1'] });
  });

  it.each(['pending', 'todo', 'skipped', 'disabled'])('counts a test that is %s as failed', (status) => {
    expect(readTestReport(report(file('a', ['passed', status])))).toEqual({
      passed: 1,
      failures: ['a: test 1 (did not run)'],
    });
  });

  it('counts a file that could not be loaded', () => {
    expect(readTestReport(report(file('a', [], 'failed')))).toEqual({ passed: 0, failures: ['a: could not be run'] });
  });

  it('counts a file whose tests passed and which failed around them', () => {
    expect(readTestReport(report(file('a', ['passed'], 'failed')))).toEqual({
      passed: 1,
      failures: ['a: could not be run'],
    });
  });

  it.each(['', 'null', '{}', '{"testResults":[{}]}', '{"testResults":[{"assertionResults":[1]}]}'])(
    'refuses %j',
    (text) => {
      expect(() => readTestReport(text)).toThrow();
    },
  );
});

describe('the list of system packages', () => {
  it('names what dpkg does not know, has removed or has half installed', () => {
    const listing = 'g++ installed\nmake config-files\nsocat half-configured\n';
    expect(notInstalled(['g++', 'make', 'socat', 'strace'], listing)).toEqual(['make', 'socat', 'strace']);
  });

  it('takes no part of a name for the name', () => {
    expect(notInstalled(['python3'], 'python3-minimal installed\n')).toEqual(['python3']);
  });
});
