// The page that checks an audit log, opened from its file in the system's Chromium, with folders on a real disk. Asks no network.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { ExportFolder } from './export-forger.ts';
import { VERIFY_PAGE } from './verify-page.ts';

export interface InspectorStage {
  readonly page: Page;
  /** Errors and refused requests that the page or the browser reported; a test that provokes some takes them out. */
  readonly complaints: string[];
  /** What the page asked for besides itself. */
  readonly requests: readonly string[];
  /** Puts an export on the disk and chooses it. */
  choose(files: ExportFolder): Promise<void>;
  /** Puts an export on the disk and drops its folder, named `dropped`, on the page. */
  drop(files: ExportFolder): Promise<void>;
  /** Fills in, presses the button and waits for the verdict. */
  check(vkey: string, since?: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the page as an inspector does: from its file. */
export async function openInspector(browser: Browser, options: BrowserContextOptions = {}): Promise<InspectorStage> {
  const folders = mkdtempSync(path.join(tmpdir(), 'wardkey-inspector-'));
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', ...options });
  const page = await context.newPage();
  const [complaints, requests]: [string[], string[]] = [[], []];
  const url = pathToFileURL(VERIFY_PAGE).href;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('request', (request) => request.url() !== url && requests.push(request.url().slice(0, 100)));
  await page.goto(url);
  let count = 0;
  return {
    page,
    complaints,
    requests,
    async choose(files) {
      count += 1;
      const folder = path.join(folders, `export-${count}`);
      writeExport(folder, files);
      await page.locator('#folder').setInputFiles(folder);
    },
    async drop(files) {
      const folder = path.join(folders, 'dropped');
      writeExport(folder, files);
      const box = await page.locator('.drop').boundingBox();
      if (box === null) throw new Error('there is no place to drop a folder');
      const session = await context.newCDPSession(page);
      const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const data = { items: [], files: [folder], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await session.send('Input.dispatchDragEvent', { type, ...place, data });
      }
    },
    async check(vkey, since = '') {
      await page.locator('#vkey').fill(vkey);
      await page.locator('#since').fill(since);
      await page.locator('#check').click();
      await page.locator('#check:enabled').waitFor();
      await page.locator('#verdict').waitFor();
    },
    async close() {
      await context.close();
      rmSync(folders, { recursive: true, force: true });
    },
  };
}

/** Writes the files of an export below a folder. */
export function writeExport(folder: string, files: ExportFolder): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
}
