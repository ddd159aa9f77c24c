// K18: an emergency release while it runs. The slot whose turn it is stands out, beside it what is open and what stayed in.
// Sends one command, which opens no further slot.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { SlotPlate } from '../parts/slot-plate.tsx';
import '../styles/force.css';

type Emergency = Extract<DeskScreen, { readonly name: 'desk-emergency' }>;

export function EmergencyScreen({ screen }: { readonly screen: Emergency }) {
  const { send, words } = useAsidePage();
  const { group, total, released, failed, current, open, stopping } = screen;
  const tally = words.force.tally(released, failed.length, total);
  return (
    <div class="emergency">
      <p class="emergency-head" role="status">
        {stopping ? words.force.stopping : tally}
      </p>
      <div class="buttons">
        <BigButton
          words={words.desk.stop}
          sign="stop"
          disabled={stopping}
          onPress={() => send({ type: 'desk.stop' })}
        />
      </div>
      <div
        class="bar"
        role="progressbar"
        aria-label={tally}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={released + failed.length}
      >
        <i class="out" style={`--from:0;--share:${share(released, total)}`} />
        <i class="stuck" style={`--from:${share(released, total)};--share:${share(failed.length, total)}`} />
      </div>
      <Scroller key={current?.slot ?? 0} name={words.force.now}>
        <h1>{group ?? words.desk.everyKey}</h1>
        <div class="emergency-lists">
          {current === null ? (
            <p>{words.pin.checking}</p>
          ) : (
            <div>
              <SlotPlate
                slot={current.slot}
                sign={current.open ? 'out' : 'clock'}
                tone={current.open ? 'here' : 'quiet'}
                caption={current.open ? words.force.takeFrom : words.force.opening}
              />
              <p class="beside">{words.keyName(current.key)}</p>
            </div>
          )}
          <div>
            <section class="group">
              <h2>{words.force.openSlots}</h2>
              {open.length === 0 ? (
                <p>{words.force.none}</p>
              ) : (
                <ul class="open-slots">
                  {open.map(({ slot, key }) => (
                    <li key={slot}>
                      <strong>{slot}</strong> <span>{words.keyName(key)}</span>
                    </li>
                  ))}
                </ul>
              )}
            </section>
            {failed.length > 0 && (
              <section class="group">
                <h2>{words.force.failed}</h2>
                <div class="tiles">
                  {failed.map(({ key, why }) => (
                    <p class="tile row" key={key.id}>
                      <Icon sign="stop" />
                      <span class="tile-words">
                        <strong>{words.keyName(key)}</strong>
                        <span class="sort fault">{words.desk.failures[why]}</span>
                        <span class="sort">{words.force.remedies[why]}</span>
                      </span>
                    </p>
                  ))}
                </div>
              </section>
            )}
          </div>
        </div>
      </Scroller>
    </div>
  );
}

/** A part of a whole, 0–1. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
