// Two people at a terminal who decide together: their PINs are asked for and judged by the code of the cabinet, with its
// counters on disk. Shows no PIN, keeps none, and lets nobody decide alone.
import { randomBytes, randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { SALT_SIZE, sealNote } from '../audit/note-seal.ts';
import type { DataFolder } from '../data-folder.ts';
import { type AlarmSubject, alarmOccurrence, isMoment } from '../domain/alarm.ts';
import { parseSessionId } from '../domain/ids.ts';
import type { TwoPersons } from '../domain/legal-hold.ts';
import type { PinGate } from '../domain/pin.ts';
import { type PairRefusal, twoPersons } from '../domain/retention.ts';
import { rosterOf } from '../domain/roster.ts';
import type { CabinetSetup } from '../domain/setup.ts';
import type { Staff } from '../domain/staff.ts';
import type { TimeZone } from '../domain/zone.ts';
import { systemClock } from '../main.ts';
import { keepNotes } from '../runtime/note-keeper.ts';
import { checkPin } from '../runtime/pin-effects.ts';
import type { Running, Services } from '../runtime/services.ts';
import { digestOf } from '../setup/digest.ts';
import { EXIT, fail } from './exit.ts';

/** Options that say who decides, by staff number. */
export const WHO = { by: { type: 'string' }, with: { type: 'string' } } as const;

/** A stopped cabinet that people decide about. */
export interface DecidedCabinet {
  readonly data: DataFolder;
  readonly setup: CabinetSetup;
  readonly zone: TimeZone;
}

/**
 * Asks both for their PINs and checks them, first `--by`, then `--with`; from a pipe, one line each. Each wrong PIN counts
 * as it does at the cabinet. Ends the process when the two may not decide, or are not who they say.
 */
export async function provenTwo(
  cabinet: DecidedCabinet,
  numbers: { readonly by?: string; readonly with?: string },
): Promise<TwoPersons> {
  const { data, setup } = cabinet;
  const by = personWith(setup, numbers.by, '--by');
  const witness = personWith(setup, numbers.with, '--with');
  const pair = twoPersons(by, witness, data.journal.ledger(), data.journal.now());
  if (!pair.ok) return fail(EXIT.noPermission, refusalText(pair.error, [by, witness]));
  const answers = pinAnswers();
  for (const person of [by, witness]) {
    const answer = await answers.next(`PIN of ${person.name}: `);
    if (answer === null) return fail(EXIT.noPermission, `no PIN of ${person.name} was given`);
    await prove(cabinet, person, answer);
  }
  answers.close();
  return pair.value;
}

async function prove({ data, setup, zone }: DecidedCabinet, person: Staff, pin: string): Promise<void> {
  const services: Services = {
    clock: systemClock,
    roster: rosterOf(setup),
    zone,
    notes: keepNotes(sealNote, () => randomBytes(SALT_SIZE)),
    digest: digestOf,
    store: data.store,
    journal: data.journal,
    pins: data.pins,
    codes: data.codes,
    boards: new Map(),
    readers: new Map(),
  };
  const session = parseSessionId(randomUUID());
  if (!session.ok) throw new Error('a random id is no id');
  const visitor = { session: session.value, staff: person.id };
  const verdict = await checkPin(services, withoutHardware(data), { visitor }, pin);
  if (!verdict.accepted) {
    if (data.store.fault !== null)
      return fail(EXIT.unavailable, 'the disk takes nothing, so nobody can decide anything');
    return fail(EXIT.noPermission, `the PIN of ${person.name} was not accepted: ${gateText(verdict.gate)}`);
  }
  if (data.store.credentials.pinOf(person.id)?.isFirst === true) {
    fail(EXIT.noPermission, `${person.name} has a one-time code and must choose a PIN at the cabinet first`);
  }
}

/** Alarms that a PIN raises go into the log, where the cabinet finds them when it starts. */
function withoutHardware({ journal }: DataFolder): Running {
  const raise = (alarm: AlarmSubject) => {
    journal.record(alarmOccurrence('alarm.raised', alarm));
    if (isMoment(alarm.kind)) journal.record(alarmOccurrence('alarm.gone', alarm));
  };
  return {
    send: (event) => {
      if (event.type === 'alarm.raise') raise(event.alarm);
    },
    condition: () => 'silent',
    presence: () => null,
    isReleasing: () => false,
    storage: () => 'available',
  };
}

function personWith({ staff }: CabinetSetup, number: string | undefined, option: string): Staff {
  if (number === undefined) return fail(EXIT.usage, `${option} NUMBER is missing: two people decide this`);
  const person = staff.find((one) => one.number === number);
  return person ?? fail(EXIT.usage, `${option}: nobody has the staff number ${number}`);
}

function refusalText(refusal: PairRefusal, pair: readonly Staff[]): string {
  if (refusal.code === 'same_person') return 'two people decide this, and --by and --with are one';
  const name = pair.find(({ id }) => id === refusal.staff)?.name ?? refusal.staff;
  return refusal.code === 'not_their_role'
    ? `${name} is neither supervisor nor auditor`
    : `${name} is not valid now (${refusal.refusals.map(({ code }) => code).join(', ')})`;
}

function gateText(gate: PinGate): string {
  if (gate.open) return `${gate.triesLeft} ${gate.triesLeft === 1 ? 'try' : 'tries'} left before it must wait`;
  if (gate.locked) return 'it is locked, until a supervisor gives out a new one at the cabinet';
  return `too many wrong ones, the next try counts from ${new Date(gate.waitUntil).toISOString()}`;
}

/** Lines of standard input, one an answer. At a terminal nothing of them shows. */
function pinAnswers() {
  const isTerminal = process.stdin.isTTY;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: isTerminal });
  const reading = lines[Symbol.asyncIterator]();
  return {
    /** The answer to a question; null = there is no more. */
    next: async (question: string): Promise<string | null> => {
      if (isTerminal) process.stderr.write(question);
      const line = await reading.next();
      if (isTerminal) process.stderr.write('\n');
      return line.done === true ? null : line.value.trim();
    },
    close: () => lines.close(),
  };
}
