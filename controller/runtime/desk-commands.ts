// Commands of the desk and of the page about oneself, from the words of the screen to those of the machines. Ids and instants
// are branded here; whether there is such a thing, the effects say.
import type { AccountWireCommand } from '../contract/account.ts';
import type { DeskWireCommand } from '../contract/desk-commands.ts';
import {
  type IdFault,
  type KeyGroupId,
  parseBookingId,
  parseEntrySeq,
  parseKeyGroupId,
  parseKeyId,
  parseStaffId,
} from '../domain/ids.ts';
import type { KeySet } from '../domain/key.ts';
import type { Result } from '../domain/result.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { AccountCommand } from '../machines/account-context.ts';
import type { DeskCommand } from '../machines/desk-context.ts';

/** What is asked about looks a year ahead, and the calendar ends with the year 9999. */
const FURTHEST = Date.UTC(9000, 0, 1);

/** The command as the session hears it; null for one that names what cannot be: an id of no shape, a day that is none. */
export function deskCommand(command: DeskWireCommand): DeskCommand | { readonly type: 'desk.open' } | null {
  switch (command.type) {
    case 'desk.person':
    case 'desk.suspend':
    case 'desk.reinstate':
    case 'desk.revoke_badge':
    case 'desk.enrol_badge':
    case 'desk.issue_code':
    case 'desk.issue_pin': {
      const person = idOf(parseStaffId(command.person));
      return person === null ? null : { ...command, person };
    }
    case 'desk.key':
    case 'desk.lost':
    case 'desk.lost_step':
    case 'desk.report_lost':
    case 'desk.force':
    case 'desk.correct_mileage':
    case 'desk.report_found': {
      const key = idOf(parseKeyId(command.key));
      return key === null ? null : { ...command, key };
    }
    case 'desk.what_could_take': {
      const [person, at] = [idOf(parseStaffId(command.person)), instantOf(command.at)];
      return person === null || at === null ? null : { ...command, person, at };
    }
    case 'desk.who_could_take': {
      const [key, at] = [idOf(parseKeyId(command.key)), instantOf(command.at)];
      return key === null || at === null ? null : { ...command, key, at };
    }
    case 'desk.extend': {
      const [key, until] = [idOf(parseKeyId(command.key)), instantOf(command.until)];
      return key === null || until === null ? null : { ...command, key, until };
    }
    case 'desk.clear_fault': {
      const [key, report] = [idOf(parseKeyId(command.key)), idOf(parseEntrySeq(command.report))];
      return key === null || report === null ? null : { ...command, key, report };
    }
    case 'desk.review': {
      const intent = idOf(parseEntrySeq(command.intent));
      return intent === null ? null : { ...command, intent };
    }
    case 'desk.rights':
      return rightsCommand(command);
    case 'desk.timeline':
      return timelineCommand(command);
    case 'desk.emergency':
      return emergencyCommand(command);
    default:
      return command;
  }
}

/** The command as the session hears it; null for one that names what cannot be. */
export function accountCommand(command: AccountWireCommand): AccountCommand | { readonly type: 'account.open' } | null {
  switch (command.type) {
    case 'account.book': {
      const [what, from, until] = [keySet(command.what), instantOf(command.from), instantOf(command.until)];
      return what === null || from === null || until === null ? null : { ...command, what, from, until };
    }
    case 'account.cancel_booking': {
      const booking = idOf(parseBookingId(command.booking));
      return booking === null ? null : { ...command, booking };
    }
    default:
      return command;
  }
}

/** A group that cannot be read must never become every key. */
function emergencyCommand({ type, group, text }: Extract<DeskWireCommand, { type: 'desk.emergency' }>) {
  if (group === null) return { type, group, text };
  const id: KeyGroupId | null = idOf(parseKeyGroupId(group));
  return id === null ? null : { type, group: id, text };
}

function rightsCommand({ type, of, id }: Extract<DeskWireCommand, { type: 'desk.rights' }>): DeskCommand | null {
  if (of === 'group') {
    const group = idOf(parseKeyGroupId(id));
    return group === null ? null : { type, subject: { kind: of, group } };
  }
  const person = idOf(parseStaffId(id));
  return person === null ? null : { type, subject: { kind: of, person } };
}

function timelineCommand(command: Extract<DeskWireCommand, { type: 'desk.timeline' }>): DeskCommand | null {
  const { type, of, id } = command;
  const before = command.before === null ? null : idOf(parseEntrySeq(command.before));
  if (command.before !== null && before === null) return null;
  if (of === 'key') {
    const key = idOf(parseKeyId(id));
    return key === null ? null : { type, subject: { kind: of, key }, before };
  }
  const person = idOf(parseStaffId(id));
  return person === null ? null : { type, subject: { kind: of, person }, before };
}

function keySet(what: Extract<AccountWireCommand, { type: 'account.book' }>['what']): KeySet | null {
  if (what.kind === 'key') {
    const key = idOf(parseKeyId(what.key));
    return key === null ? null : { kind: 'key', key };
  }
  const group = idOf(parseKeyGroupId(what.group));
  return group === null ? null : { kind: 'group', group };
}

function idOf<Id>(parsed: Result<Id, IdFault>): Id | null {
  return parsed.ok ? parsed.value : null;
}

function instantOf(text: string): Instant | null {
  const sinceEpoch = Date.parse(text);
  return sinceEpoch >= 0 && sinceEpoch < FURTHEST ? instant(sinceEpoch) : null;
}
