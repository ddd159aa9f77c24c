// The effects of an emergency release: who may begin it and which slots it opens, and how it ended. Opens nothing itself.
import type { KeyGroupId } from '../domain/ids.ts';
import { contentOf, standingKeys } from '../domain/places.ts';
import { err, ok } from '../domain/result.ts';
import type { Slot } from '../domain/slot.ts';
import type {
  EmergencyContext,
  EmergencyInput,
  EmergencyPlan,
  EmergencyRelease,
} from '../machines/emergency-context.ts';
import { isSupervisor, sealedText } from './desk-rights.ts';
import { beginForced } from './force-effects.ts';
import { type Running, record, type Services } from './services.ts';

/**
 * Records that an emergency release begins. It overrides every rule of persons and keys, and opens slots that are out of use;
 * only what the slots can do limits it. A key that is forced out is decided by the policy.
 * @returns the releases in the order of the slots; each is recorded once more, by itself, before its bolt moves
 */
export function beginEmergency(services: Services, running: Running, input: EmergencyInput): EmergencyPlan {
  const { visitor, factors, group, key: forced, text } = input;
  if (forced !== null) return beginForced(services, running, input, forced);
  const { session, staff } = visitor;
  if (!isSupervisor(services, staff) || !factors.includes('pin')) return err('not_a_supervisor');
  if (group !== null && services.roster.keyGroup(group) === null) return err('not_found');
  const releases = slotsWithKeys(services, group).flatMap((slot): readonly EmergencyRelease[] => {
    const { key, ...subject } = contentOf(services.roster, services.journal.custody(), slot);
    if (key === null) return [];
    return [
      {
        kind: 'release.intended',
        ...subject,
        key,
        session,
        staff,
        purpose: 'emergency',
        factors,
        due: null,
        witnesses: [],
        reason: null,
        note: null,
        booking: null,
        overridden: [],
      },
    ];
  });
  if (releases.length === 0) return err('nothing_to_release');
  if (running.storage() === 'unavailable') return err('storage_unavailable');
  const note = sealedText(services, text, 'required');
  if (!note.ok) return note;
  const began = { kind: 'emergency.began', session, staff, keyGroup: group, note: note.value } as const;
  return record(services, running, began) ? ok(releases) : err('storage_unavailable');
}

/** Records how many keys came out and how many did not. Of a key that was forced out the log has said all. */
export function finishEmergency(services: Services, running: Running, emergency: EmergencyContext): void {
  if (emergency.key !== null) return;
  const { session, staff } = emergency.visitor;
  const [released, failed] = [emergency.released.length, emergency.failed.length];
  record(services, running, { kind: 'emergency.ended', session, staff, released, failed });
}

/** Slots in which a key of the group stands by the log, by number. */
function slotsWithKeys({ roster, journal }: Services, group: KeyGroupId | null): readonly Slot[] {
  const standing = standingKeys(journal.custody());
  const wanted = group === null ? null : new Set(roster.keysOf({ kind: 'group', group }));
  return roster.setup.slots
    .filter((slot) => {
      const { key } = contentOf(roster, journal.custody(), slot, standing);
      const isWanted = key !== null && (wanted === null || wanted.has(key));
      return isWanted && journal.custody().get(key)?.at === 'slot';
    })
    .toSorted((a, b) => a.number - b.number);
}
