// What the snapshots of the kiosk fixtures are made of: instants of one afternoon, keys, offers, slots. Data only.

import type { RefusalView } from '../../controller/contract/refusal-view.ts';
import type { HeldKey, KeyOffer, KeyView, SlotView, SlotViewState } from '../../controller/contract/snapshot.ts';

export const FIXTURE_NOW = '2026-11-23T14:02:41.000Z';

/** An instant of the fixture's day; `days` later if given. */
export function at(time: string, days = 0): string {
  return new Date(Date.parse(`2026-11-23T${time}Z`) + days * 86_400_000).toISOString();
}

const NAMES: readonly (readonly [string, KeyView['class']])[] = [
  ['Pharmacy, front door', 'ordinary'],
  ['Pharmacy, dispensary', 'ordinary'],
  ['Pharmacy, goods in', 'ordinary'],
  ['Pharmacy, aseptic suite', 'ordinary'],
  ['Controlled drugs, main store', 'controlled'],
  ['Controlled drugs, theatre 1', 'controlled'],
  ['Controlled drugs, ward 3', 'controlled'],
  ['Controlled drugs, ward 5', 'controlled'],
  ['Ward 3, treatment room', 'ordinary'],
  ['Ward 3, linen room', 'ordinary'],
  ['Ward 5, treatment room', 'ordinary'],
  ['Ward 5, linen room', 'ordinary'],
  ['Medical records, archive', 'ordinary'],
  ['Ward pharmacy', 'ordinary'],
  ['Medical records, reading room', 'ordinary'],
  ['Laboratory, front door', 'ordinary'],
  ['Laboratory, cold room', 'ordinary'],
  ['Laboratory, chemical store', 'controlled'],
  ['Plant room A, boilers', 'ordinary'],
  ['Plant room B, ventilation', 'ordinary'],
  ['Plant room C, medical gases', 'ordinary'],
  ['Lift motor room, east', 'ordinary'],
  ['Lift motor room, west', 'ordinary'],
  ['Loading bay', 'ordinary'],
  ['Pool car 1', 'vehicle'],
  ['Pool car 2', 'vehicle'],
  ['Patient transport van', 'vehicle'],
  ['Master key, ground floor', 'master'],
];

/** The key of a number, 1–28. */
export function keyView(number: number): KeyView {
  const [name, keyClass] = NAMES[number - 1] ?? ['Spare', 'ordinary'];
  return { id: `k${number}`, number, name, class: keyClass };
}

export function offer(number: number, ...refusals: RefusalView[]): KeyOffer {
  return { ...keyView(number), slot: number, refusals, asks: [], warnings: [] };
}

export function held(number: number, due: string | null, overdue = false): HeldKey {
  return { ...keyView(number), slot: number, since: at('10:05:00'), due, overdue };
}

/** Slots 1–28 with their keys in, 29–32 free, but for the states that are given. */
export function slots(states: Readonly<Record<number, SlotViewState>> = {}, count = 32): readonly SlotView[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const isFree = number > 28 && number <= 32;
    return { number, state: states[number] ?? (isFree ? 'free' : 'in'), key: isFree ? null : number };
  });
}
