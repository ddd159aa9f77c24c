// A sheet over K5: where a key belongs. The page's own; the controller is not asked and no light goes on.
import type { CabinetSnapshot, HeldKey } from '../../controller/contract/snapshot.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { SlotPlate } from '../parts/slot-plate.tsx';

export function WhereScreen({ held, snapshot }: { readonly held: HeldKey; readonly snapshot: CabinetSnapshot }) {
  const { send, words } = useAsidePage();
  const { slot } = held;
  const index = snapshot.slots.findIndex(({ number }) => number === slot);
  const { columns } = snapshot.cabinet;
  return (
    <div class="act">
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
