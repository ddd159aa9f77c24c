// The cabinet of the machine tests with boards that read chips, show lights and see door, case, mains and battery; and a log that
// folds what is recorded into custody, as the product does.
import { type Custody, custodyChange, withChange } from '../../controller/domain/custody.ts';
import type { KeyId, SlotId } from '../../controller/domain/ids.ts';
import type { Occurrence } from '../../controller/domain/occurrence.ts';
import type { SlotReading } from '../../controller/domain/slot.ts';
import type { CabinetLayout } from '../../controller/machines/cabinet-context.ts';
import { LAYOUT, LINEN, ROOF, VAULT } from './cabinet-layout.ts';
import { CabinetStage, type StageOptions } from './cabinet-stage.ts';
import { fobTag, NOW } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';

export const TAGS = {
  linen: fobTag('0100000000000A01'),
  roof: fobTag('0100000000000B02'),
  vault: fobTag('0100000000000C03'),
  /** Of no fob of this hospital. */
  foreign: fobTag('0100000000000F0F'),
} as const;

export type FobName = keyof typeof TAGS;

const CHIPS = [
  [TAGS.linen, LINEN],
  [TAGS.roof, ROOF],
  [TAGS.vault, VAULT],
] as const;

export function chipLayout(randomReturn = false): CabinetLayout {
  const seeing = { fobId: true, light: true, door: true, tamper: true, power: true };
  return {
    ...LAYOUT,
    boards: LAYOUT.boards.map((board) => ({
      ...board,
      capabilities: { ...board.capabilities, ...seeing },
      slots: board.slots.map((slot) => ({ ...slot, senses: { bolt: true, presence: true, fobId: true } })),
    })),
    chips: new Map(CHIPS.map(([tag, { slot, fob, key }]) => [tag, { fob, key, home: slot }])),
    randomReturn,
  };
}

/** What a slot shows with a fob in it; `dull` = one that no chip can be read of, null = nothing. */
export function showing(fob: FobName | 'dull' | null): SlotReading {
  if (fob === null) return { bolt: 'unlocked', presence: 'absent' };
  return { bolt: 'locked', presence: 'present', ...(fob !== 'dull' && { fob: TAGS[fob] }) };
}

export interface Standing {
  readonly linen: FobName | 'dull' | null;
  readonly roof: FobName | 'dull' | null;
  readonly free: FobName | 'dull' | null;
  readonly vault: FobName | 'dull' | null;
}

export const AT_HOME: Standing = { linen: 'linen', roof: 'roof', free: null, vault: 'vault' };

export class ChipCabinet extends CabinetStage {
  #custody: Custody = new Map(
    [LINEN, ROOF, VAULT].map(({ key, slot }) => [key, { at: 'slot', slot, since: NOW }] as const),
  );

  constructor({ randomReturn = false, ...options }: StageOptions & { readonly randomReturn?: boolean } = {}) {
    super({ layout: chipLayout(randomReturn), ...options });
    this.onRecord = (occurrence) => this.#fold(occurrence);
    this.onReturn = ({ returned, during }) =>
      this.#fold({ kind: 'key.returned', ...returned, holder: null, during, cause: 'sensor' });
  }

  get custody(): Custody {
    return this.#custody;
  }

  /** Where a key is by the log. */
  whereIs(key: KeyId): SlotId | string {
    const holding = this.#custody.get(key);
    return holding?.at === 'slot' ? holding.slot : (holding?.at ?? 'nowhere');
  }

  /** Both boards read. */
  shows({ linen, roof, free, vault }: Standing): this {
    this.read({ linen: showing(linen), roof: showing(roof), free: showing(free) });
    return this.readVault(showing(vault));
  }

  /** Everything online, read and reconciled, each chip at home. */
  async up(): Promise<this> {
    await this.started({ linen: showing('linen'), roof: showing('roof') }, showing('vault'));
    return this;
  }

  #fold(occurrence: Occurrence): void {
    this.#custody = withChange(this.#custody, expectOk(custodyChange(this.#custody, occurrence, NOW)));
  }
}
