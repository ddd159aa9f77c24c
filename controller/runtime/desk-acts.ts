// What a supervisor does at the desk: suspend and recall, extend, lost and found, faults, mileage, alarms, reviews, rights, badges
// and codes. Each is in the log before the screen says it is done; free text is sealed beside the log. Asks nobody's right.
import { acknowledgement, alarmName, isHiddenFrom } from '../domain/alarm.ts';
import { isBlocked } from '../domain/fault.ts';
import type { StaffId } from '../domain/ids.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { after, type Duration, hours } from '../domain/time.ts';
import type { DeskAct } from '../machines/desk-requests.ts';
import { type AtDesk, by, type Done, endAlarms, recorded, write } from './at-desk.ts';
import { sealedText } from './desk-rights.ts';
import { issueBadge } from './enrol-acts.ts';
import { doLostStep, reportFound, reportLost } from './lost-acts.ts';
import { type Issued, type IssueFault, issueEnrolmentCode, issueFirstPin, revokeBadge } from './pin-effects.ts';
import { setQuarantine } from './quarantine-acts.ts';
import { digestOfRights, rightsNow } from './rights-effects.ts';
import { reinstate, suspend } from './suspension-acts.ts';

type Act<Type extends DeskAct['type']> = Extract<DeskAct, { readonly type: Type }>;

/** How far ahead a due time may be put. */
const FURTHEST: Duration = hours(365 * 24);

/** Does what was asked. Nothing has changed when it answers with a fault. */
export async function actAtDesk(at: AtDesk, act: DeskAct): Promise<Done> {
  switch (act.type) {
    case 'desk.suspend':
      return suspend(at, act);
    case 'desk.reinstate':
      return reinstate(at, act);
    case 'desk.extend':
      return extend(at, act);
    case 'desk.report_lost':
      return reportLost(at, act);
    case 'desk.report_found':
      return reportFound(at, act);
    case 'desk.lost_step':
      return doLostStep(at, act);
    case 'desk.quarantine':
    case 'desk.put_in_use':
      return setQuarantine(at, act);
    case 'desk.clear_fault':
      return clearFault(at, act);
    case 'desk.acknowledge':
      return acknowledge(at, act);
    case 'desk.review':
      return review(at, act);
    case 'desk.sign':
      return signRights(at, act);
    case 'desk.correct_mileage':
      return correctMileage(at, act);
    case 'desk.revoke_badge':
      return revoke(at, act);
    case 'desk.enrol_badge':
      return issueBadge(at, act);
    case 'desk.issue_code':
      return shown(act.person, 'badge', issueEnrolmentCode(at.services, at.running, by(at), act.person));
    case 'desk.issue_pin':
      return shown(act.person, 'pin', await issueFirstPin(at.services, at.running, by(at), act.person));
  }
}

function extend(at: AtDesk, { key, until, text }: Act<'desk.extend'>): Done {
  const { journal, roster } = at.services;
  if (roster.key(key) === null) return err('not_found');
  const holding = journal.custody().get(key);
  if (holding?.at !== 'person') return err('not_held');
  const now = journal.now();
  if (until <= now || holding.due === null || until <= holding.due) return err('not_later');
  if (until > after(now, FURTHEST)) return err('too_far');
  const holder = holding.staff;
  const done = write(at, text, 'required', (note) => ({
    kind: 'key.extended',
    ...by(at),
    key,
    holder,
    due: until,
    note,
  }));
  if (done.ok) endAlarms(at, key, ['key_overdue', 'key_escalated']);
  return done;
}

function clearFault(at: AtDesk, { key, report }: Act<'desk.clear_fault'>): Done {
  const { journal } = at.services;
  const isOpen =
    journal
      .ledger()
      .faults.get(key)
      ?.some((fault) => fault.report === report) ?? false;
  if (!isOpen) return err('no_such_fault');
  const done = recorded(at, { kind: 'fault.cleared', ...by(at), key, report });
  if (done.ok && !isBlocked(journal.ledger(), key)) endAlarms(at, key, ['key_faulty']);
  return done;
}

function acknowledge(at: AtDesk, { alarm: name, text }: Act<'desk.acknowledge'>): Done {
  const { services, running, visitor } = at;
  const alarm = services.journal.ledger().alarms.find((open) => alarmName(open) === name);
  if (alarm === undefined || isHiddenFrom(alarm, visitor.staff)) return err('no_such_alarm');
  if (alarm.acknowledged !== null) return err('already_acknowledged');
  const note = sealedText(services, text, 'required');
  if (!note.ok) return note;
  const occurrence = acknowledgement(alarm, { ...by(at), note: note.value });
  const done = recorded(at, occurrence);
  if (done.ok) running.send({ type: 'alarm.acknowledged', occurrence });
  return done;
}

/** Nobody reviews what they did themselves. */
function review(at: AtDesk, { intent, text }: Act<'desk.review'>): Done {
  const { services, running, visitor } = at;
  const pending = services.journal.ledger().reviews.get(intent);
  if (pending === undefined) return err('no_such_review');
  if (pending.staff === visitor.staff) return err('yourself');
  const done = write(at, text, 'required', (note) => ({ kind: 'override.reviewed', ...by(at), intent, note }));
  if (done.ok) running.send({ type: 'alarm.reviewed', intent, ...by(at) });
  return done;
}

/** Signed is what was read: when the rights have changed since, it must be read again. */
function signRights(at: AtDesk, { text }: Act<'desk.sign'>): Done {
  const { services, page } = at;
  if (page.kind !== 'rights') return err('not_found');
  const { subject } = page;
  const now = rightsNow(services, subject);
  if (!now.ok) return now;
  const digest = digestOfRights(services, now.value);
  if (digest !== page.digest) return err('rights_changed');
  const keyGroup = subject.kind === 'group' ? subject.group : null;
  const person = subject.kind === 'person' ? subject.person : null;
  return write(at, text, 'optional', (note) => ({
    kind: 'rights.reviewed',
    ...by(at),
    keyGroup,
    person,
    digest,
    note,
  }));
}

/** A counter that a driver typed too high would refuse every true one after it. The tank stays as it was read. */
function correctMileage(at: AtDesk, { key: id, mileage, text }: Act<'desk.correct_mileage'>): Done {
  const { journal, roster } = at.services;
  const key = roster.key(id);
  if (key === null) return err('not_found');
  if (key.class !== 'vehicle') return err('not_a_vehicle');
  const fuel = journal.ledger().readings.get(id)?.fuel ?? null;
  return write(at, text, 'required', (note) => ({
    kind: 'vehicle.read',
    ...by(at),
    key: id,
    mileage,
    fuel,
    cause: 'corrected',
    note,
  }));
}

/** Only a badge that the page shows can be named, so that none is hit which was enrolled since. */
function revoke(at: AtDesk, { person, badge }: Act<'desk.revoke_badge'>): Done {
  const { services, running, visitor, page } = at;
  const carried = page.kind === 'person' && page.person === person ? page.badges[badge - 1] : undefined;
  if (carried === undefined) return err('no_such_badge');
  const revoked = revokeBadge(services, running, visitor.staff, carried.hash);
  if (revoked.ok) return ok(null);
  return err(revoked.error === 'no_such_badge' ? revoked.error : 'storage_unavailable');
}

function shown(person: StaffId, of: 'badge' | 'pin', issued: Result<Issued<string>, IssueFault>): Done {
  if (issued.ok) return ok({ kind: 'secret', of, person, ...issued.value });
  switch (issued.error) {
    case 'no_such_staff':
      return err('not_found');
    case 'busy':
      return err('busy');
    case 'storage_failed':
      return err('storage_unavailable');
  }
}
