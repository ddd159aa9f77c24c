// What a slot knows, asks of the runtime, sees and says. The sequence is in slot.ts. What its board cannot see is never guessed.
import { assign, enqueueActions, fromPromise, sendParent, setup } from 'xstate';
import type { FobTag } from '../domain/ids.ts';
import type { OutcomeCause, ReleaseIntended, ReleaseSubject, SlotSubject } from '../domain/occurrence.ts';
import type { ReleaseToken } from '../domain/release-token.ts';
import type { Result } from '../domain/result.ts';
import { type Presence, presenceIn, type Senses, type Sensing, type SlotReading, sensingOf } from '../domain/slot.ts';
import type { Duration } from '../domain/time.ts';
import { DELAYS } from './delays.ts';
import type { OutcomeKind, ReleaseEnd, SlotChange, SlotEvent, SlotReport, UnlockReport } from './slot-events.ts';

export interface SlotInput {
  readonly subject: SlotSubject;
  /** What the board sees of it. Left out = bolt and presence. */
  readonly senses?: Senses;
}

export interface SlotContext {
  readonly subject: SlotSubject;
  readonly senses: Senses;
  /** Last word of the sensors; null while the board is silent. */
  readonly reading: SlotReading | null;
  /** What the log says should be seen; null until start-up or a board's return has been reconciled. */
  readonly expected: Presence | null;
  /** The chip that stands there by the log; null = none, or none that is known. */
  readonly chip: FobTag | null;
  /** Whether the chip has still to be read: a fob has just come, or a hand could reach the one that stands there. */
  readonly unread: boolean;
  readonly release: ActiveRelease | null;
  /** Whether the last release found that the bolt does not move. Ends with the next bolt that does. */
  readonly jammed: boolean;
}

export interface ActiveRelease {
  readonly intended: ReleaseIntended;
  /** How long the person has from the bolt on. */
  readonly window: Duration;
  readonly token: ReleaseToken | null;
}

const BOLT_AND_PRESENCE: Senses = { bolt: true, presence: true, fobId: false };
const { boltDeadline, takeWindow, catchDeadline, chipGrace } = DELAYS;

export const slotSetup = setup({
  types: {
    context: {} as SlotContext,
    events: {} as SlotEvent,
    input: {} as SlotInput,
  },
  actors: {
    /** Effect: writes the intent and returns the token once it is on disk. */
    recordIntent: fromPromise<Result<ReleaseToken, string>, { intended: ReleaseIntended }>(unprovided),
    /** Effect: sends the one unlock frame of a token. */
    unlock: fromPromise<UnlockReport, { release: ReleaseSubject; token: ReleaseToken }>(unprovided),
    /** Effect: asks the sensors of this slot now. */
    ask: fromPromise<Result<SlotReading, string>, { subject: SlotSubject }>(unprovided),
  },
  actions: {
    read: assign({ reading: ({ event }) => (event.type === 'slot.read' ? event.reading : null) }),
    accept: assign(({ event }) =>
      event.type === 'slot.release'
        ? { release: { intended: event.intended, window: event.window ?? takeWindow, token: null } }
        : {},
    ),
    end: enqueueActions(({ enqueue, context }, params: { kind: OutcomeKind; cause: OutcomeCause }) => {
      const { intended, token } = activeRelease(context);
      const seen = params.kind === 'release.taken' ? { seen: restsOn(context) } : {};
      enqueue(sendParent(ended(intended, token === null ? { kind: 'not_recorded' } : { ...params, ...seen, token })));
      enqueue.assign({ release: null });
    }),
    endUnrecorded: enqueueActions(({ enqueue, context }) => {
      enqueue(sendParent(ended(activeRelease(context).intended, { kind: 'not_recorded' })));
      enqueue.assign({ release: null });
    }),
    /** Ends a release that waited for the bolt, and will not begin now. */
    giveUp: enqueueActions(({ enqueue, context: { release } }) => {
      if (release === null) return;
      enqueue(sendParent(ended(release.intended, { kind: 'not_begun' })));
      enqueue.assign({ release: null });
    }),
    offer: sendParent(({ context }) => ({ type: 'slot.offered', release: activeRelease(context).intended })),
    report: sendParent(({ context }, params: { change: SlotChange }) => reportOf(context, params.change)),
    /** The fob that stood there has left. */
    noteEmptied: enqueueActions(({ enqueue, context }) => {
      enqueue(sendParent(reportOf(context, 'emptied')));
      enqueue.assign({ expected: 'absent', chip: null, unread: false });
    }),
    /** A fob has come. Where one stood without a gap that anybody saw, that one has left. */
    noteFilled: enqueueActions(({ enqueue, context }) => {
      const chip = context.reading?.fob ?? null;
      if (context.expected === 'present') enqueue(sendParent(reportOf(context, 'emptied')));
      enqueue(sendParent(reportOf({ ...context, chip }, 'filled')));
      enqueue.assign({ expected: 'present', chip, unread: false });
    }),
    agree: assign(({ event }) => {
      if (event.type !== 'slot.reconciled') return {};
      return { expected: event.expected, chip: event.chip ?? null, unread: event.unread ?? false };
    }),
    /** While a hand can reach the fob, another may be put in its place. */
    expose: assign({ unread: ({ context }) => context.senses.fobId && context.chip !== null }),
  },
  guards: {
    isAsked: ({ context }) => context.release !== null,
    isFree: ({ context }) => context.release === null,
    silent: ({ context }) => context.reading === null,
    gone: ({ context }) => sees(context) === 'absent',
    /** Nothing stands there any more, or another chip does. */
    left: ({ context }) => sees(context) === 'absent' || showsOther(context),
    emptied: ({ context }) => context.expected === 'present' && sees(context) === 'absent',
    /** Something has come, and where chips are read its chip was. */
    filled: ({ context }) => context.expected === 'absent' && sees(context) === 'present' && !lacksChip(context),
    swapped: ({ context }) => context.expected === 'present' && sees(context) === 'present' && showsOther(context),
    confirmed: ({ context }) => context.unread && !lacksChip(context) && !showsOther(context),
    /** A fob stands there whose chip is still to be read. */
    unnamed: ({ context }) => {
      const isNew = context.expected === 'absent' || context.unread;
      return sees(context) === 'present' && lacksChip(context) && isNew;
    },
    named: ({ context }) => !lacksChip(context),
    boltBack: ({ context }) => context.reading?.bolt === 'unlocked',
    /** The board does not see the bolt: the frame was sent, and only the fob can say more. */
    boltHidden: ({ context }) => !context.senses.bolt,
    pushedHome: ({ context }) => isShut(context),
    /** Pushed home, and it is the one that stood there. */
    pushedBack: ({ context }) => isShut(context) && !(lacksChip(context) && context.unread),
    standsOpen: ({ context }) => context.reading?.bolt === 'unlocked' && sees(context) === 'present',
  },
  delays: {
    boltDeadline,
    takeWindow: ({ context }) => context.release?.window ?? takeWindow,
    catchDeadline,
    chipGrace,
  },
});

export function newSlot({ subject, senses = BOLT_AND_PRESENCE }: SlotInput): SlotContext {
  return {
    subject,
    senses,
    reading: null,
    expected: null,
    chip: null,
    unread: false,
    release: null,
    jammed: false,
  };
}

export function activeRelease(context: SlotContext): ActiveRelease {
  if (context.release === null) throw new Error(`slot ${context.subject.slot} has no release under way`);
  return context.release;
}

export function ended(release: ReleaseIntended, end: ReleaseEnd): SlotReport {
  return { type: 'slot.ended', release, end };
}

export function mintedToken(context: SlotContext): ReleaseToken {
  const { token } = activeRelease(context);
  if (token === null) throw new Error(`slot ${context.subject.slot} has no release token`);
  return token;
}

/** Whether a fob stands there, as far as the board sees; null while it is silent. */
function sees({ reading, senses, subject }: SlotContext): Presence | null {
  return reading === null ? null : presenceIn(reading, senses, subject.key !== null);
}

/** Whether the slot reads chips and sees none at this moment. */
function lacksChip({ reading, senses }: SlotContext): boolean {
  return senses.fobId && reading?.fob === undefined;
}

/** Whether a chip is read that is not the one that stands there by the log. One that falls silent is no other. */
function showsOther({ reading, senses, chip }: SlotContext): boolean {
  return senses.fobId && reading?.fob !== undefined && reading.fob !== chip;
}

function isShut(context: SlotContext): boolean {
  return context.reading?.bolt === 'locked' && sees(context) === 'present';
}

function restsOn({ senses, chip }: SlotContext): Sensing {
  return sensingOf({ ...senses, fobId: senses.fobId && chip !== null });
}

function reportOf(context: SlotContext, change: SlotChange): SlotReport {
  const { subject, senses, chip } = context;
  return { type: 'slot.changed', subject, change, ...(senses.fobId && { chip }), seen: restsOn(context) };
}

function unprovided(): Promise<never> {
  return Promise.reject(new Error('the runtime did not provide this effect'));
}
