// What a screen is given: its own part of the snapshot, and the snapshot it stands in.
import type { CabinetSnapshot, Screen, ScreenName } from '../../controller/contract/snapshot.ts';

export interface ScreenProps<Name extends ScreenName> {
  readonly screen: Extract<Screen, { readonly name: Name }>;
  readonly snapshot: CabinetSnapshot;
}
