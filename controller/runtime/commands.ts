// From what the screen asks to what the session hears: ids become those of the set-up, or the command names nothing.
// Decides nothing: what is offered is for the session to say.
import type { AccountWireCommand } from '../contract/account.ts';
import type { Command } from '../contract/command.ts';
import type { DeskWireCommand } from '../contract/desk-commands.ts';
import { type KeyId, parseKeyId } from '../domain/ids.ts';
import { isNonEmpty } from '../domain/result.ts';
import type { Roster } from '../domain/roster.ts';
import type { SessionCommand } from '../machines/session-context.ts';
import { accountCommand, deskCommand } from './desk-commands.ts';

/** What somebody at the screen can ask for. */
export type AskedCommand = Exclude<Command, { type: 'number.enter' }>;

type TakingCommand = Exclude<AskedCommand, { type: DeskWireCommand['type'] | AccountWireCommand['type'] }>;

/** The command as the session hears it; null when it names a key, slot or reason that the set-up lacks, or what cannot be. */
export function sessionCommand(roster: Roster, command: AskedCommand): SessionCommand | null {
  if (isOfDesk(command)) return deskCommand(command);
  return isOfAccount(command) ? accountCommand(command) : takingCommand(roster, command);
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
