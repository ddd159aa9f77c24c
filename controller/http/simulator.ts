// The panel of the simulated cabinet: its page, its picture and what a hand can do. Mounted only when the hardware is simulated.
import express, { type Router } from 'express';
import { simulationActionSchema } from '../contract/simulation.ts';
import type { Clock, Timers } from '../domain/time.ts';
import type { SimulationPort } from '../runtime/ports.ts';
import { createEventStreams } from './event-stream.ts';
import { parseBody, readJson } from './json-request.ts';
import { page } from './pages.ts';
import { nothingHere, sendProblem } from './problem-response.ts';
import { ownOriginOnly } from './security.ts';

export interface SimulatorWorld {
  readonly simulation: SimulationPort;
  /** Folder of the built pages, absolute. */
  readonly pages: string;
  readonly clock: Clock;
  readonly timers: Timers;
}

/**
 * Builds the routes below /simulator:
 *   GET  /             the page
 *   GET  /api/events   server-sent events: one SimulationView per change; `heartbeat` each second
 *   POST /api/actions  one SimulationAction; 204, or a problem document
 */
export function simulatorRoutes({ simulation, pages, clock, timers }: SimulatorWorld): Router {
  const views = createEventStreams(
    { current: () => simulation.view(), subscribe: (listener) => simulation.subscribe(listener) },
    { clock, timers },
  );
  const router = express.Router({ caseSensitive: true });
  router.get('/api/events', ownOriginOnly, views.handler);
  router.post('/api/actions', ownOriginOnly, readJson, (request, response) => {
    const action = parseBody(simulationActionSchema, request.body);
    const refused = action.ok ? simulation.act(action.value) : action.error;
    if (refused === null) response.status(204).end();
    else sendProblem(response, refused);
  });
  router.get('/', page(pages, 'simulator/index.html'));
  // A router that answers everything leaves no OPTIONS to the library's own answer.
  router.use(nothingHere);
  return router;
}
