// Serves the built kiosk page with a feed that a test controls, and records what the page posts. Knows no rule of the controller.
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import type { CommandEnvelope } from '../../controller/contract/command.ts';
import { type ProblemCode, problem } from '../../controller/contract/problem.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';

export interface KioskStage {
  readonly url: string;
  /** What the page posted, oldest first. */
  readonly commands: readonly CommandEnvelope[];
  /** How often the page has said that it lives. */
  heartbeats(): number;
  /** Sends a snapshot now and to every page that connects later. */
  show(snapshot: CabinetSnapshot): void;
  /** Stops the heartbeat, or lets it go on. */
  beat(on: boolean): void;
  /** Answers the next command with a problem. */
  answerNext(code: ProblemCode): void;
  close(): Promise<void>;
}

const MEDIA: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Where the pages of this run are, if they were built for the whole of it. Set by built-pages.ts, read by every test file. */
export const BUILT_PAGES = 'WARDKEY_TEST_PAGES';

export interface Pages {
  readonly folder: string;
  /** Removes the folder, unless it belongs to the whole run. */
  remove(): void;
}

/** The pages of both screens: those of this run, or else newly built, so that a test never sees an older build. */
export async function buildPages(): Promise<Pages> {
  const shared = process.env[BUILT_PAGES];
  if (shared !== undefined) return { folder: shared, remove: () => undefined };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wardkey-kiosk-'));
  const configFile = path.join(import.meta.dirname, '..', '..', 'vite.config.ts');
  const mode = process.env.NODE_ENV;
  // The runner says "test", with which the bundler would keep what only developers need.
  process.env.NODE_ENV = 'production';
  await build({ configFile, logLevel: 'error', build: { outDir: folder } }).finally(() => {
    process.env.NODE_ENV = mode ?? 'test';
  });
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** @param pages folder of the built pages */
export async function openStage(pages: string, first: CabinetSnapshot): Promise<KioskStage> {
  let current = first;
  let beating = true;
  let heartbeats = 0;
  const answers: ProblemCode[] = [];
  const commands: CommandEnvelope[] = [];
  const listeners = new Set<ServerResponse>();

  const heartbeat = setInterval(() => {
    if (!beating) return;
    const data = JSON.stringify({ serverTime: current.serverTime });
    for (const listener of listeners) listener.write(`event: heartbeat\ndata: ${data}\n\n`);
  }, 1000);

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://stage');
    if (pathname === '/api/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: 500\ndata: ${JSON.stringify(current)}\n\n`);
      listeners.add(response);
      request.on('close', () => listeners.delete(response));
      return;
    }
    if (pathname === '/api/heartbeat') {
      heartbeats += 1;
      response.writeHead(204).end();
      return;
    }
    if (pathname === '/api/commands') {
      commands.push(JSON.parse(await bodyOf(request)) as CommandEnvelope);
      const code = answers.shift();
      if (code === undefined) response.writeHead(202).end();
      else {
        const document = problem(code, 'said by the stage');
        response
          .writeHead(document.status, { 'content-type': 'application/problem+json' })
          .end(JSON.stringify(document));
      }
      return;
    }
    const file = path.join(pages, pathname === '/' ? 'index.html' : path.normalize(pathname));
    const content = await readFile(file).catch(() => null);
    if (content === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': MEDIA[path.extname(file)] ?? 'application/octet-stream',
      'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'none'",
    });
    response.end(content);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stage has no port');

  return {
    url: `http://127.0.0.1:${address.port}/`,
    commands,
    heartbeats: () => heartbeats,
    show(snapshot) {
      current = snapshot;
      for (const listener of listeners) listener.write(`data: ${JSON.stringify(snapshot)}\n\n`);
    },
    beat(on) {
      beating = on;
    },
    answerNext: (code) => void answers.push(code),
    async close() {
      clearInterval(heartbeat);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The system's Chromium, with everything off that would call home. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
    ],
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
}
