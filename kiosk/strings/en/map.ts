// Words in English for the map of the slots.
import type { SlotViewState } from '../../../controller/contract/snapshot.ts';

export const mapWords = {
  plan: {
    title: 'Map of the slots',
    states: {
      in: 'In',
      take: 'Take here',
      put: 'Put here',
      yours: 'With you',
      out: 'Out',
      overdue: 'Overdue',
      reserved: 'Reserved',
      wrong: 'Wrong place',
      push: 'Push it in',
      fault: 'Fault',
      free: 'Free',
      unknown: 'Not read',
    } satisfies Readonly<Record<SlotViewState, string>>,
    from: (when: string) => `From ${when}`,
    belongs: (slot: number) => `Belongs in ${slot}`,
    legend: 'What the signs mean',
    number: 'Slot number',
    which: 'Which slot?',
    none: (slot: number) => `There is no slot ${slot}.`,
    free: 'No key belongs here.',
    list: 'Slots that are not as usual',
    calm: 'Every slot here is as usual.',
    holds: (key: string, state: string) => `${key}. ${state}`,
  },
};
