// The web server of the touch screen, on loopback: the picture down, commands up, and the pages. Knows no rule of the cabinet.

import path from 'node:path';
import express, { type Express } from 'express';
import { commandEnvelopeSchema } from '../contract/command.ts';
import type { Clock, Timers } from '../domain/time.ts';
import type { KioskPort, SimulationPort } from '../runtime/ports.ts';
import { createEventStreams } from './event-stream.ts';
import { parseBody, readJson } from './json-request.ts';
import type { PageWatch } from './page-watch.ts';
import { assets, page } from './pages.ts';
import {
  answerErrors,
  answerLostFiles,
  endTheProcess,
  nothingHere,
  type Surprised,
  sendProblem,
} from './problem-response.ts';
import { loopbackHostOnly, ownOriginOnly, securityHeaders } from './security.ts';
import { simulatorRoutes } from './simulator.ts';

export interface KioskWorld {
  readonly kiosk: KioskPort;
  /** null = real hardware: nothing of the simulator can be reached then. */
  readonly simulation: SimulationPort | null;
  /** Folder of the built pages. */
  readonly pages: string;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Hears that the page lives. */
  readonly watch: PageWatch;
  /** Told of an exception of a port, after the request was answered; ends the process unless given. */
  readonly surprised?: Surprised;
}

/**
 * Builds the server's routes:
 *   GET  /api/events    server-sent events: one CabinetSnapshot per change; `heartbeat` each second
 *   POST /api/commands  one CommandEnvelope; 202, or a problem document
 *   POST /api/heartbeat the page lives; 204
 *   GET  /, /assets/…   the kiosk page; with a simulation also /simulator/ (see simulator.ts)
 * Errors: `malformed`, `too_large`, `foreign_origin`, `not_found`, `unavailable`, and what the port answers.
 */
export function createKioskApp({ kiosk, simulation, pages, clock, timers, watch, surprised }: KioskWorld): Express {
  const folder = path.resolve(pages);
  const snapshots = createEventStreams(
    { current: () => kiosk.snapshot(), subscribe: (listener) => kiosk.subscribe(listener) },
    { clock, timers },
  );
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('query parser', false);

  app.use(securityHeaders(), loopbackHostOnly);
  app.get('/api/events', ownOriginOnly, snapshots.handler);
  app.post('/api/commands', ownOriginOnly, readJson, (request, response) => {
    const envelope = parseBody(commandEnvelopeSchema, request.body);
    const refused = envelope.ok ? kiosk.command(envelope.value) : envelope.error;
    if (refused === null) response.status(202).end();
    else sendProblem(response, refused);
  });
  app.post('/api/heartbeat', ownOriginOnly, watch.handler);
  app.get('/', page(folder, 'index.html'));
  app.use('/assets', assets(folder), answerLostFiles);
  if (simulation !== null) app.use('/simulator', simulatorRoutes({ simulation, pages: folder, clock, timers }));
  app.use(nothingHere, answerErrors(surprised ?? endTheProcess));
  return app;
}
