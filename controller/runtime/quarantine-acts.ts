// Taking a slot out of use at the desk, and putting it back. Opens nothing and asks nobody's right.
import { err } from '../domain/result.ts';
import { type Act, type AtDesk, by, type Done, write } from './at-desk.ts';

/** Nothing is released from a slot that is out of use, but in an emergency; keys may be put into it. */
export function setQuarantine(
  at: AtDesk,
  { type, slot: number, text }: Act<'desk.quarantine' | 'desk.put_in_use'>,
): Done {
  const { journal, roster } = at.services;
  const slot = roster.slotByNumber(number);
  if (slot === null) return err('not_found');
  const isOut = journal.ledger().quarantines.has(slot.id);
  if (type === 'desk.quarantine') {
    if (isOut) return err('already_quarantined');
    return write(at, text, 'required', (note) => ({ kind: 'slot.quarantined', ...by(at), slot: slot.id, note }));
  }
  if (!isOut) return err('not_quarantined');
  return write(at, text, 'optional', (note) => ({ kind: 'slot.reinstated', ...by(at), slot: slot.id, note }));
}
