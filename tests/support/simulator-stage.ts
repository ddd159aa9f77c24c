// Serves the built pages with a feed that a test moves by hand, under the policy the product sends. Keeps what was posted.
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { type Problem, problem } from '../../controller/contract/problem.ts';
import type { SimulationView } from '../../controller/contract/simulation.ts';

const KINDS: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const POLICY = "default-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'";

export interface SimulatorStage {
  readonly origin: string;
  /** Every action that was posted, oldest first. */
  readonly actions: unknown[];
  /** Sends a new picture to all pages. */
  show(view: SimulationView): void;
  /** Keeps the feed open and says nothing on it, or speaks again. */
  mute(on: boolean): void;
  /** Answers the next action with this title instead of doing it. */
  refuseNext(title: string): void;
  close(): Promise<void>;
}

/** @param kiosk the snapshot that the framed kiosk page is given; null leaves it waiting */
export async function openSimulatorStage(
  folder: string,
  first: SimulationView,
  kiosk: unknown = null,
): Promise<SimulatorStage> {
  let view = first;
  let refusal: Problem | null = null;
  let muted = false;
  const actions: unknown[] = [];
  const pages = new Set<ServerResponse>();

  function feed(response: ServerResponse, data: unknown): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 500\n\n');
    if (data !== null && !muted) response.write(message(data));
    pages.add(response);
    response.on('close', () => pages.delete(response));
  }

  function tell(next: SimulationView): void {
    for (const page of pages) if (page.req.url === '/simulator/api/events') page.write(message(next));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = new URL(request.url ?? '/', 'http://stage').pathname;
    response.setHeader('content-security-policy', POLICY);
    if (target === '/simulator/api/events') return feed(response, view);
    if (target === '/api/events') return feed(response, kiosk);
    if (target === '/api/heartbeat') {
      response.writeHead(204).end();
      return;
    }
    if (target !== '/simulator/api/actions') return serveFile(folder, target, response);
    actions.push(JSON.parse(await textOf(request)));
    const refused = refusal;
    refusal = null;
    if (refused === null) response.writeHead(204).end();
    else
      response.writeHead(refused.status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(refused));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  const heart = setInterval(() => {
    if (muted) return;
    for (const page of pages) page.write('event: heartbeat\ndata: {"serverTime":"2026-03-09T07:42:12.000Z"}\n\n');
  }, 1000);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stage has no port.');

  return {
    origin: `http://127.0.0.1:${address.port}`,
    actions,
    show: (next) => {
      view = next;
      tell(next);
    },
    mute: (on) => {
      muted = on;
      if (!on) tell(view);
    },
    refuseNext: (title) => {
      refusal = problem('impossible', title);
    },
    close: () => {
      clearInterval(heart);
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function serveFile(folder: string, target: string, response: ServerResponse): void {
  const file = path.join(folder, target.endsWith('/') ? `${target}index.html` : target);
  if (!file.startsWith(folder) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': KINDS[path.extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

function message(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
