// From what the screen asks to what the session hears: ids become those of the set-up, or the command names nothing.
// Decides nothing: what is offered is for the session to say.
import type { AccountWireCommand } from '../contract/account.ts';
import type { Command } from '../contract/command.ts';
import type { DeskWireCommand } from '../contract/desk-commands.ts';
import { type KeyId, parseKeyGroupId, parseKeyId } from '../domain/ids.ts';
import { isNonEmpty } from '../domain/result.ts';
import type { Roster } from '../domain/roster.ts';
import type { SessionCommand } from '../machines/session-commands.ts';
import { accountCommand, deskCommand } from './desk-commands.ts';

/** What somebody at the screen can ask for. */
export type AskedCommand = Exclude<Command, { type: 'number.enter' | 'code.enter' | 'code.leave' }>;

type TakingCommand = Exclude<AskedCommand, { type: DeskWireCommand['type'] | AccountWireCommand['type'] }>;

/** The command as the session hears it; null when it names a key, slot or reason that the set-up lacks, or what cannot be. */
export function sessionCommand(roster: Roster, command: AskedCommand): SessionCommand | null {
  if (isOfDesk(command)) return releasesWhatIsNot(roster, command) ? null : deskCommand(command);
  return isOfAccount(command) ? accountCommand(command) : takingCommand(roster, command);
}

/** A release past the rules of what is not there is told before a PIN is asked for: without its group it would read as "every key". */
function releasesWhatIsNot(roster: Roster, command: DeskWireCommand): boolean {
  if (command.type === 'desk.force') return keyOf(roster, command.key) === null;
  if (command.type !== 'desk.emergency' || command.group === null) return false;
  const group = parseKeyGroupId(command.group);
  return !group.ok || roster.keyGroup(group.value) === null;
}

function isOfDesk(command: AskedCommand): command is DeskWireCommand {
  return command.type.startsWith('desk.');
}

function isOfAccount(command: AskedCommand): command is AccountWireCommand {
  return command.type.startsWith('account.');
}

function takingCommand(roster: Roster, command: TakingCommand): SessionCommand | null {
  switch (command.type) {
    case 'key.take':
    case 'key.return':
    case 'key.hand_over':
    case 'report.open':
    case 'fault.report':
    case 'vehicle.report': {
      const key = keyOf(roster, command.key);
      return key === null ? null : { ...command, key };
    }
    case 'key.show': {
      const key = command.key === null ? null : keyOf(roster, command.key);
      return key === null && command.key !== null ? null : { type: command.type, key };
    }
    case 'key.take_many': {
      const keys = command.keys.flatMap((text) => keyOf(roster, text) ?? []);
      return keys.length === command.keys.length && isNonEmpty(keys) ? { type: command.type, keys } : null;
    }
    case 'reason.give':
    case 'glass.break':
      return command.choice === null || isReason(roster, command.choice) ? command : null;
    case 'slot.reopen': {
      const slot = roster.slotByNumber(command.slot);
      return slot === null ? null : { type: command.type, slot: slot.id };
    }
    default:
      return command;
  }
}

/** Whether any group of keys knows a reason: what the log is given is a code of the set-up, never a word of the page. */
function isReason({ setup }: Roster, choice: string): boolean {
  return setup.keyGroups.some(({ reason }) => reason?.choices.includes(choice) ?? false);
}

function keyOf(roster: Roster, text: string): KeyId | null {
  const id = parseKeyId(text);
  return id.ok && roster.key(id.value) !== null ? id.value : null;
}
