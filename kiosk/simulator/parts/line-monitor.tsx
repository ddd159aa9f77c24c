// The last frames on the bus, newest on top, as a line monitor shows them. Reads; never writes to the line.
import type { SimulationView } from '../../../controller/contract/simulation.ts';

type Frame = SimulationView['wire'][number];

export function LineMonitor({ wire }: { readonly wire: readonly Frame[] }) {
  const newest = wire.toReversed();
  return (
    <section class="panel line-monitor" aria-labelledby="line-title">
      <div class="panel-head">
        <h2 id="line-title">Line monitor</h2>
        <p class="part-more">The last {wire.length} frames on the bus, newest on top. Polls are left out.</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard */}
      <section class="line-scroll" tabIndex={0} aria-label="Frames on the bus">
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">From</th>
              <th scope="col">Frame</th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {newest.map((frame, index) => (
              <tr key={wire.length - index} data-from={frame.from}>
                <td class="line-time">{timeOf(frame.at)}</td>
                <td>
                  <span class="line-from">{frame.from}</span>
                </td>
                <td class="line-hex">{spaced(frame.hex)}</td>
                <td>{frame.meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {wire.length === 0 && <p class="line-empty">Nothing yet. Tap a badge and take a key.</p>}
      </section>
    </section>
  );
}

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** Time of day on this computer; what is no instant is shown as it came. */
function timeOf(at: string): string {
  const instant = Date.parse(at);
  return Number.isNaN(instant) ? at : CLOCK.format(instant);
}

/** Upper-case pairs with a space between. */
function spaced(hex: string): string {
  return (hex.replaceAll(/\s/g, '').match(/.{1,2}/g) ?? []).join(' ').toUpperCase();
}
