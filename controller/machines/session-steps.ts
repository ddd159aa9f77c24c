// The small pure steps of a session: what a choice, a verdict, an answer or the end of a release makes of what it knows.
import type { KeyId, StaffId } from '../domain/ids.ts';
import type { ReleaseIntended, SessionEnd } from '../domain/occurrence.ts';
import { isFinal, questionsOf, standingRefusals } from '../domain/policy/questions.ts';
import {
  type AlarmRaised,
  type Choice,
  NOTHING_CHOSEN,
  type ReleaseFailure,
  type SessionContext,
  type SessionEvent,
  type SessionRefusal,
  type Verdict,
  type Visitor,
} from './session-context.ts';
import type { ReleaseEnd } from './slot-events.ts';

/** Most people who are remembered to be served next. */
const QUEUE_LIMIT = 8;

/** The choice that is being decided. @throws when nothing was chosen */
export function chosen({ choice }: SessionContext): Choice {
  if (choice === null) throw new Error('nothing was chosen');
  return choice;
}

/** The key of the choice. @throws when none was chosen */
export function chosenKey(context: SessionContext): KeyId {
  const choice = chosen(context);
  if (choice.kind !== 'take') throw new Error('no key was chosen');
  return choice.key;
}

/** The key that is handed over or reported on. @throws when there is none */
export function keyAside({ aside }: SessionContext): KeyId {
  if (aside === null) throw new Error('no key was named');
  return aside;
}

/** What several keys chosen together begin with: the first is chosen, the others wait. */
export function chooseSeveral(keys: readonly KeyId[]): Partial<SessionContext> {
  const [first, ...rest] = new Set(keys);
  if (first === undefined) return {};
  return { ...NOTHING_CHOSEN, choice: { kind: 'take', key: first }, rest, together: rest.length + 1 };
}

/** The next of several keys. What was said of the first is said of all; who stood by must do so for each. */
export function chooseNext({ rest, together, reason, text }: SessionContext): Partial<SessionContext> {
  return { ...chooseSeveral(rest), together, reason, text };
}

/** What the policy said: a release, questions that would settle it, or a refusal for the screen. */
export function decided(context: SessionContext, verdict: Verdict): Partial<SessionContext> {
  if (verdict.ok) return { release: verdict.value, asked: [] };
  const { refusals, canBreakGlass } = verdict.error;
  if (!isFinal(refusals)) return { asked: refusals, canBreakGlass };
  const { choice } = context;
  const key = choice?.kind === 'take' ? choice.key : null;
  const slot = choice?.kind === 'reopen' ? choice.slot : null;
  return {
    asked: [],
    canBreakGlass: canBreakGlass && choice?.kind === 'take' && !context.breakGlass,
    refusal: { key, slot, refusals: standingRefusals(refusals), failure: null },
  };
}

/** Whether a question is the next that must be asked. */
export function mustAsk({ asked }: SessionContext, question: ReturnType<typeof questionsOf>[number]): boolean {
  return questionsOf(asked)[0] === question;
}

/** What went wrong with a release that was permitted, for the screen. */
export function failedRelease(
  { release }: SessionContext,
  event: SessionEvent | { readonly type: string },
): SessionRefusal {
  const end = 'end' in event ? event.end : null;
  return {
    key: release?.key ?? null,
    slot: release?.slot ?? null,
    refusals: [],
    failure: end === null ? 'board_silent' : failureOf(end),
  };
}

/** Whether an event is the end, of the given kind, of the release that this session waits for. */
export function endsAs(context: SessionContext, event: SessionEvent, test: (end: ReleaseEnd) => boolean): boolean {
  return event.type === 'slot.ended' && isMine(context, event.release) && test(event.end);
}

/** Whether a release is the one that this session waits for. A slot may still end one of the session before. */
export function isMine({ release, visitor }: SessionContext, { slot, session }: ReleaseIntended): boolean {
  return slot === release?.slot && session === visitor.session;
}

/** The alarm of a release that overrode rules and was taken; null for any other event. */
export function glassAlarm(event: SessionEvent): AlarmRaised | null {
  if (event.type !== 'slot.ended' || event.end.kind !== 'release.taken') return null;
  const { overridden, key, staff } = event.release;
  if (overridden.length === 0 || key === null) return null;
  return { type: 'alarm.raise', alarm: { kind: 'break_glass', intent: event.end.token.intent, key, staff } };
}

/** A key that came back: it is listed once, where it was last, and somebody may have to stand by. */
export function withReturned(context: SessionContext, key: KeyId): Partial<SessionContext> {
  const { returned, taken, unwitnessed, manners } = context;
  return {
    returned: [...without(returned, key), key],
    taken: without(taken, key),
    unwitnessed: manners.witnessedReturns.has(key) ? [...without(unwitnessed, key), key] : unwitnessed,
  };
}

/** A key that was drawn. Whoever holds one may stay to return it, whatever they may no longer take. */
export function withTaken(context: SessionContext): Partial<SessionContext> {
  const { release, taken, returned, unwitnessed } = context;
  if (release === null || release.key === null) return {};
  const { key } = release;
  return {
    admitted: true,
    taken: [...without(taken, key), key],
    returned: without(returned, key),
    unwitnessed: without(unwitnessed, key),
  };
}

/** A key that went to somebody else. */
export function withHandedOver({ taken, handedOver, aside }: SessionContext): Partial<SessionContext> {
  return aside === null ? {} : { taken: without(taken, aside), handedOver: [...without(handedOver, aside), aside] };
}

/** Who is remembered to be served next: everybody once, in the order in which they came. */
export function withWaiting({ waiting, visitor }: SessionContext, next: Visitor): readonly Visitor[] {
  const known = (staff: StaffId) => staff === visitor.staff || waiting.some((one) => one.staff === staff);
  return known(next.staff) || waiting.length >= QUEUE_LIMIT ? waiting : [...waiting, next];
}

/** What follows when a session ends: who showed a badge first is served next. */
export function afterwards({ cause, next, waiting }: SessionContext): {
  readonly cause: SessionEnd;
  readonly next: Visitor | null;
  readonly waiting: readonly Visitor[];
} {
  const [first = null, ...others] = [...waiting, ...(next === null ? [] : [next])];
  return { cause, next: first, waiting: others };
}

function without(keys: readonly KeyId[], key: KeyId): readonly KeyId[] {
  return keys.filter((other) => other !== key);
}

function failureOf(end: ReleaseEnd): ReleaseFailure {
  switch (end.kind) {
    case 'not_recorded':
      return 'storage_unavailable';
    case 'release.not_opened':
      return 'bolt_jammed';
    case 'release.unknown':
      return 'board_silent';
    case 'not_begun':
    case 'release.taken':
    case 'release.not_taken':
      return 'not_released';
  }
}
