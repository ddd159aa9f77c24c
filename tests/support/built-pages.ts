// Builds the pages once for all browser tests of a run, and removes them after it. Never decides whether the run may go on.
import { BUILT_PAGES, buildPages, type Pages } from './kiosk-stage.ts';

/** Called by the runner before its first test. Pages that cannot be built fail in each test file that asks for them. */
export async function setup(): Promise<() => void> {
  const pages = await buildPages().catch((error: unknown): Pages | null => {
    console.error('The pages cannot be built', error);
    return null;
  });
  if (pages === null) return () => undefined;
  process.env[BUILT_PAGES] = pages.folder;
  return () => {
    delete process.env[BUILT_PAGES];
    pages.remove();
  };
}
