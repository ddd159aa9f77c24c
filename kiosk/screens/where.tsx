// A sheet over K5: where a key belongs. The sheet is the page's own; the controller lights the slot as long as it lies there.
import { useMemo } from 'preact/hooks';
import type { CabinetSnapshot, HeldKey } from '../../controller/contract/snapshot.ts';
import { type AsidePage, useAsidePage } from '../pages/aside-page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { SlotPlate } from '../parts/slot-plate.tsx';
import { postCommand } from '../send.ts';

export function WhereScreen({ held, snapshot }: { readonly held: HeldKey; readonly snapshot: CabinetSnapshot }) {
  const page = useAsidePage();
  const { send, words } = page;
  const lit = useMemo(() => light(page, held), []);
  const { slot } = held;
  const index = snapshot.slots.findIndex(({ number }) => number === slot);
  const { columns } = snapshot.cabinet;
  return (
    <div class="act" ref={lit}>
      <div class="act-head">
        <h1>{words.where.title(held)}</h1>
        <p class="sub">{held.name}</p>
      </div>
      {slot === null ? (
        <p>{words.where.homeless}</p>
      ) : (
        <>
          <SlotPlate slot={slot} sign="place" tone="quiet" />
          {index >= 0 && (
            <p class="beside">{words.where.place(Math.floor(index / columns) + 1, (index % columns) + 1)}</p>
          )}
        </>
      )}
      <div class="buttons">
        <BigButton
          words={words.home.return}
          label={words.home.returnKey(held)}
          sign="into"
          weight="main"
          onPress={() => send({ type: 'key.return', key: held.id })}
        />
      </div>
    </div>
  );
}

/** Has the slot lit as long as the sheet is drawn. A light is a help: nothing waits for it, and nothing is said without it. */
function light({ feed }: AsidePage, { id, slot }: HeldKey): (box: Element | null) => void {
  const session = feed.snapshot.peek()?.session?.id ?? null;
  return (box) => {
    const seen = feed.snapshot.peek();
    if (slot === null || session === null || seen?.screen.name !== 'home' || seen.session?.id !== session) return;
    const command = { type: 'key.show', key: box === null ? null : id } as const;
    postCommand({ sessionId: session, revision: seen.revision, command }).then(undefined, () => undefined);
  };
}
