// Calling keys back: which keys a person is asked for, and by when. A key that is due sooner stays due sooner.
import { type Custody, heldBy } from './custody.ts';
import type { KeyId, StaffId } from './ids.ts';
import { RECALLED_LIMIT } from './occurrence.ts';
import { after, type Duration, type Instant, minutes } from './time.ts';

/** Time to bring keys back that are called for. */
export const RECALL_TIME: Duration = minutes(30);

/** The keys that a person holds, in the order they were taken; at most `RECALLED_LIMIT`. */
export function recalledKeys(custody: Custody, staff: StaffId): readonly KeyId[] {
  return heldBy(custody, staff).slice(0, RECALLED_LIMIT);
}

/** When a key that is called back is due; null = it is due before that anyhow. */
export function recallDue(custody: Custody, key: KeyId, now: Instant): Instant | null {
  const holding = custody.get(key);
  const due = after(now, RECALL_TIME);
  if (holding?.at !== 'person' || (holding.due !== null && holding.due <= due)) return null;
  return due;
}
