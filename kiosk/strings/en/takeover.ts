// Words in English for the alarm that takes the screen over, and for why keys can only be put back.
import type { ServiceWhy } from '../../../controller/contract/snapshot.ts';

export const takeoverWords = {
  takeover: {
    more: (count: number) => (count === 1 ? '1 more alarm.' : `${count} more alarms.`),
    over: 'It is over.',
    call: (contact: string) => `Call a supervisor, or ${contact}.`,
    tap: 'Tap your badge: to acknowledge it, or for your keys.',
  },
  service: {
    storage_failed: 'The cabinet cannot keep its records.',
    storage_full: 'There is no room left for records.',
    last_power: 'No mains power, and the battery is almost empty.',
    reader_lost: 'No badge reader answers.',
  } satisfies Readonly<Record<ServiceWhy, string>>,
};
