// Folders of a test that are gone when it ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A new empty folder, removed when the test that asked for it has ended. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
