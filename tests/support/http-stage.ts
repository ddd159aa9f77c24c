// The kiosk server on a free port of loopback, before ports that a test moves by hand, and clients that say exactly what they are told.

import { mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { CommandEnvelope } from '../../controller/contract/command.ts';
import type { Problem } from '../../controller/contract/problem.ts';
import type { SimulationAction, SimulationView } from '../../controller/contract/simulation.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { createKioskApp } from '../../controller/http/kiosk.ts';
import { watchPage } from '../../controller/http/page-watch.ts';
import { type HttpServer, listen } from '../../controller/http/server.ts';
import type { KioskPort, SimulationPort } from '../../controller/runtime/ports.ts';
import { expectOk } from './expect-ok.ts';
import { KIOSK_FIXTURES } from './kiosk-fixtures.ts';
import { scratchFolder } from './scratch.ts';
import { SimulatedTime } from './simulated-time.ts';
import { simulationFixture } from './simulation-fixture.ts';

/** Stands in a file beside the pages; no answer may ever hold it. */
export const SECRET = 'nobody-may-read-this';

export class FakePorts implements KioskPort, SimulationPort {
  readonly commands: CommandEnvelope[] = [];
  readonly actions: SimulationAction[] = [];
  picture: CabinetSnapshot = KIOSK_FIXTURES.idle;
  drawing: SimulationView = simulationFixture();
  /** What the next commands and actions are answered with. */
  refusal: Problem | null = null;
  /** Thrown instead. */
  surprise: Error | null = null;
  readonly #listeners = new Set<(picture: never) => void>();

  snapshot = () => this.picture;
  view = () => this.drawing;

  subscribe(listener: (picture: never) => void) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  command(envelope: CommandEnvelope): Problem | null {
    if (this.surprise !== null) throw this.surprise;
    this.commands.push(envelope);
    return this.refusal;
  }

  act(action: SimulationAction): Problem | null {
    this.actions.push(action);
    return this.refusal;
  }

  publish(picture: CabinetSnapshot): void {
    this.picture = picture;
    for (const listener of this.#listeners) (listener as (next: CabinetSnapshot) => void)(picture);
  }
}

export interface HttpStage {
  readonly server: HttpServer;
  readonly port: number;
  readonly ports: FakePorts;
  readonly time: SimulatedTime;
  readonly surprises: unknown[];
  /** When a page was heard last. */
  readonly heard: () => number | null;
  /** How often a page was found silent. */
  readonly silences: () => number;
  /** Folder of the pages. */
  readonly pages: string;
}

/** Opens a stage that closes with the test. */
export async function openHttpStage({ simulated = true } = {}): Promise<HttpStage> {
  const ports = new FakePorts();
  const time = new SimulatedTime();
  const surprises: unknown[] = [];
  const pages = writePages(scratchFolder());
  let silences = 0;
  const onSilentPage = () => {
    silences += 1;
  };
  const watch = watchPage({ clock: time, timers: time, onSilentPage });
  const app = createKioskApp({
    kiosk: ports,
    simulation: simulated ? ports : null,
    pages,
    clock: time,
    timers: time,
    watch,
    surprised: (error) => void surprises.push(error),
  });
  const server = expectOk(await listen(app, { host: '127.0.0.1', port: 0 }));
  onTestFinished(() => server.close());
  const port = Number(new URL(server.url).port);
  return { server, port, ports, time, surprises, heard: watch.heard, silences: () => silences, pages };
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

export interface Question {
  readonly method?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** Asks, with the path and the headers as they are given. */
export function ask(
  port: number,
  target: string,
  { method = 'GET', headers = {}, body }: Question = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, path: target, method, headers, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
        response.on('error', reject);
      },
    );
    request.on('error', reject).end(body);
  });
}

/** Posts JSON as a program that is no browser does. */
export function post(
  port: number,
  target: string,
  value: unknown,
  headers: http.OutgoingHttpHeaders = {},
): Promise<Answer> {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return ask(port, target, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

function writePages(folder: string): string {
  const pages = path.join(folder, 'kiosk');
  mkdirSync(path.join(pages, 'assets'), { recursive: true });
  mkdirSync(path.join(pages, 'simulator'));
  writeFileSync(path.join(folder, 'secret.txt'), SECRET);
  writeFileSync(path.join(pages, 'secret.txt'), SECRET);
  writeFileSync(path.join(pages, 'assets', '.secret'), SECRET);
  writeFileSync(path.join(pages, 'index.html'), '<!doctype html><title>the kiosk</title>');
  writeFileSync(path.join(pages, 'simulator', 'index.html'), '<!doctype html><title>the simulator</title>');
  writeFileSync(path.join(pages, 'assets', 'index-q9Z1.js'), 'export {};');
  return pages;
}
