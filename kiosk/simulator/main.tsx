// Starts the simulator page: the only file here that touches the network, the browser's timers and the document.
import { render } from 'preact';
import type { SimulationAction } from '../../controller/contract/simulation.ts';
import { createActor } from './act.ts';
import { App } from './app.tsx';
import { followSimulation } from './feed.ts';
import { createPlay } from './play.ts';
import '../theme.css';
import './simulator.css';

const feed = followSimulation(() => new EventSource('/simulator/api/events'), {
  setTimeout: (callback, milliseconds) => window.setTimeout(callback, milliseconds),
  clearTimeout: (handle) => window.clearTimeout(typeof handle === 'number' ? handle : undefined),
});

const play = createPlay(
  createActor((action: SimulationAction) =>
    fetch('/simulator/api/actions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(action),
    }),
  ),
);

// Whatever tool was taken up, Escape lays it down.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  play.tool.value = 'hand';
  play.actor.dismiss();
});

const root = document.querySelector('#app');
if (root === null) throw new Error('The page has no element #app.');
render(<App feed={feed} play={play} />, root);
