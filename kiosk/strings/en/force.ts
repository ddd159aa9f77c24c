// Words of releases past the rules and of slots out of use, in English. Plain words, verb first, never a code.
import type { DeskFaultCode } from '../../../controller/contract/desk.ts';
import type { EmergencyFailureView } from '../../../controller/contract/desk-emergency.ts';
import type { ForceObstacle } from '../../../controller/contract/desk-force.ts';
import type { DeskKeyRef } from '../../../controller/contract/desk-records.ts';
import { keys, NO_RECORDS } from './sentences.ts';

type Said<Codes extends string> = Readonly<Record<Codes, string>>;

const SECONDS = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** Why no slot was opened, or none taken out of use. */
export const forceFaults = {
  key_out: 'The key is out. Nothing was opened.',
  key_unaccounted: 'The key is missing. Nothing was opened.',
  key_in_doubt: 'Nobody is sure where the key is. Nothing was opened.',
  key_lost: 'The key is reported lost. Nothing was opened.',
  key_has_no_slot: 'The key has no slot in this cabinet.',
  slot_busy: 'The slot is in use. Wait a moment, then try again.',
  slot_silent: 'The slot does not answer. Nothing was opened.',
  slot_faulty: 'The slot is out of order. Nothing was opened.',
  slot_quarantined: 'The slot is out of use. Put it back in use first.',
  on_battery: 'On battery: returns only. Nothing was opened.',
  storage_unavailable: NO_RECORDS,
  already_quarantined: 'It is out of use already.',
  not_quarantined: 'It is in use already.',
} as const satisfies Partial<Said<DeskFaultCode>> & Said<ForceObstacle>;

export const forceWords = {
  force: {
    button: 'Release this key',
    past: 'Past the rules: with a reason and your PIN',
    why: (reason: string) => `Not now: ${reason}`,
    ask: (key: DeskKeyRef) => `Why must key ${key.number} come out?`,
    reasons: ['A person is in danger', 'Patient care cannot wait', 'Nobody who may take it can be reached'],
    other: 'Another reason: write it',
    pin: (key: DeskKeyRef | null) =>
      key === null ? 'Enter your PIN for the emergency release' : `Enter your PIN to release key ${key.number}`,
    title: (key: DeskKeyRef) => `Release key ${key.number}, ${key.name}?`,
    answer: 'You take it, past the rules, and answer for it. Another supervisor must review it.',
    emergency: (group: string) => `Open ${group}?`,
    every: 'Open every slot?',
    countCaption: 'Keys to come out',
    inTurn: 'One slot opens after the other, also those that are out of use. The keys will stand in your name.',
    hold: 'Release',
    holdFor: (seconds: number) => `Hold for ${SECONDS.format(seconds)} seconds`,
    holding: (seconds: number) => `Keep holding: ${SECONDS.format(seconds)} s`,
    openingSlot: (slot: number) => `Opening slot ${slot}`,
    take: (key: DeskKeyRef) => `Take key ${key.number}`,
    have: (key: DeskKeyRef) => `You have key ${key.number}`,
    review: 'Another supervisor must review it.',
    backToKey: 'Back to the key',
    outcomes: {
      not_begun: 'The slot was not ready',
      not_recorded: 'It could not be recorded',
      'release.not_taken': 'The key was not taken',
      'release.not_opened': 'The slot did not open',
      'release.unknown': 'Nobody is sure what the slot did',
      silent: 'The slot gave no answer',
      stopped: 'It was stopped',
    } satisfies Said<EmergencyFailureView>,
    /** What somebody can do about it, where it happens. */
    remedies: {
      not_begun: 'Wait a moment, then try again.',
      not_recorded: 'Nothing was opened. Have the disk looked at.',
      'release.not_taken': 'Push the key in until it clicks, or try again.',
      'release.not_opened': 'The bolt is stuck. Press the key in lightly and try again.',
      'release.unknown': 'Look whether the key is in its slot.',
      silent: 'Look whether the key is in its slot.',
      stopped: 'Release it by itself if it is needed.',
    } satisfies Said<EmergencyFailureView>,
    now: 'Emergency release',
    allOut: 'Every key came out',
    opening: 'Opening',
    takeFrom: 'Take from slot',
    openSlots: 'Open: draw these keys',
    failed: 'Still in',
    none: 'Nothing is open yet.',
    tally: (released: number, failed: number, total: number) =>
      `${released} of ${keys(total)} out${failed === 0 ? '' : `, ${failed} still in`}`,
    stopping: 'Stopped. Draw the open keys.',
    quarantine: (slot: number) => `Take slot ${slot} out of use`,
    reinstate: (slot: number) => `Put slot ${slot} back in use`,
    outSince: (by: string, since: string) => `Out of use since ${since}, ${by}`,
    returnsOnly: 'Nothing is released from it. Keys can be put back.',
  },
};
