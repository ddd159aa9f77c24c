// A badge for somebody who stands at the desk. That it was handed out, and by whom, is in the log before it is good for anything.
import { err, ok } from '../domain/result.ts';
import { type Act, type AtDesk, by, type Done, recorded } from './at-desk.ts';

/** Makes a badge that nobody has the credential of a person. Nothing has changed when it answers with a fault. */
export function issueBadge(at: AtDesk, { person, held }: Act<'desk.enrol_badge'>): Done {
  const { store, roster, clock } = at.services;
  if (roster.staff(person) === null) return err('not_found');
  if (held === undefined) return err('no_badge');
  const { badge, strength } = held;
  const owner = store.read(() => store.credentials.staffByBadge(badge));
  if (!owner.ok) return storageFailed(at);
  if (owner.value !== null) return err('badge_of_another');
  const logged = recorded(at, { kind: 'badge.issued', ...by(at), person, badge, strength });
  if (!logged.ok) return logged;
  const added = store.credentials.addBadge({ hash: badge, staff: person, strength, enrolled: clock.now() });
  return added.ok ? ok(null) : storageFailed(at);
}

function storageFailed({ running }: AtDesk): Done {
  running.send({ type: 'storage.failed' });
  return err('storage_unavailable');
}
