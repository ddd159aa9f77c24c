// Takes the value out of a Result that a test expects to have succeeded.
import type { Result } from '../../controller/domain/result.ts';

/** The value of a result; fails the test with the error when there is none. */
export function expectOk<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value;
  throw new Error(`expected success, got ${JSON.stringify(result.error)}`);
}
