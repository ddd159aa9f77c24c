// The way up: one press, one command. A press that was not heard is said on the screen, never lost in silence,
// and never repeated on a screen other than the one it was made on.

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Command, CommandEnvelope } from '../controller/contract/command.ts';
import type { ProblemCode } from '../controller/contract/problem.ts';
import type { CabinetSnapshot } from '../controller/contract/snapshot.ts';
import type { Feed } from './feed.ts';
import type { PageTimers } from './timing.ts';

export type Answer = { readonly accepted: true } | { readonly accepted: false; readonly code: ProblemCode };

/** Why a press did nothing. `changed`: the screen was another one by the time the controller read it. `unknown`: there is no such thing. */
export type SendFailure = 'not_live' | 'unreachable' | 'changed' | 'over' | 'unknown' | 'refused';

export interface SenderWorld {
  readonly feed: Pick<Feed, 'snapshot' | 'liveness' | 'now'>;
  /** Posts to /api/commands; rejects when no answer came. */
  readonly post: (envelope: CommandEnvelope) => Promise<Answer>;
  readonly timers: PageTimers;
}

export interface Sender {
  /** The command that is on its way; no other press counts meanwhile. */
  readonly sending: ReadonlySignal<Command | null>;
  readonly failure: ReadonlySignal<SendFailure | null>;
  /** Sends a command for the screen that is shown. Resolves when it is settled; never rejects. */
  send(command: Command): Promise<void>;
  /** Says, now and then, that somebody is typing. Nothing waits for it, and nothing is said when it was not heard. */
  type(): void;
}

/** How long a failure stays on the screen, in milliseconds. */
const FAILURE_SHOWN_MS = 8000;
/** How long to wait for the picture that follows a command, in milliseconds. */
const NEXT_PICTURE_MS = 2000;
/** Between two words that somebody is typing, in milliseconds. */
const TYPING_MS = 5000;

export function createSender({ feed, post, timers }: SenderWorld): Sender {
  const sending = signal<Command | null>(null);
  const failure = signal<SendFailure | null>(null);
  let fading: unknown;
  let typed = 0;

  function say(what: SendFailure | null): void {
    timers.clearTimeout(fading);
    failure.value = what;
    if (what !== null) fading = timers.setTimeout(() => say(null), FAILURE_SHOWN_MS);
  }

  async function settle(command: Command): Promise<SendFailure | null> {
    const first = feed.snapshot.peek();
    if (!feed.liveness.peek().live || first === null) return 'not_live';
    if (first.session === null && !/^(number|code)/.test(command.type)) return 'over';
    const answer = await ask(first, command);
    if (answer !== 'stale_revision') return finish(answer, first.revision);
    const second = await newerThan(first.revision);
    if (second === null || !sameScreen(first, second)) return 'changed';
    return finish(await ask(second, command), second.revision);
  }

  async function ask(seen: CabinetSnapshot, command: Command): Promise<ProblemCode | 'accepted' | 'unreachable'> {
    const sessionId = seen.session?.id ?? null;
    try {
      const answer = await post({ sessionId, revision: seen.revision, command });
      return answer.accepted ? 'accepted' : answer.code;
    } catch {
      return 'unreachable';
    }
  }

  /** An accepted command holds further presses back until its effect can be seen. */
  async function finish(
    answer: ProblemCode | 'accepted' | 'unreachable',
    revision: number,
  ): Promise<SendFailure | null> {
    if (answer === 'accepted') {
      await newerThan(revision);
      return null;
    }
    if (answer === 'unreachable') return 'unreachable';
    if (answer === 'stale_session') return 'over';
    if (answer === 'not_found') return 'unknown';
    return answer === 'stale_revision' || answer === 'not_offered' ? 'changed' : 'refused';
  }

  function newerThan(revision: number): Promise<CabinetSnapshot | null> {
    return new Promise((resolve) => {
      let unsubscribe: () => void = () => undefined;
      const settled = (picture: CabinetSnapshot | null) => {
        timers.clearTimeout(deadline);
        // The first run of an effect happens before its unsubscribe function is known.
        queueMicrotask(() => unsubscribe());
        resolve(picture);
      };
      const deadline = timers.setTimeout(() => settled(null), NEXT_PICTURE_MS);
      unsubscribe = effect(() => {
        const picture = feed.snapshot.value;
        if (picture !== null && picture.revision !== revision) settled(picture);
      });
    });
  }

  return {
    sending,
    failure,
    async send(command) {
      if (sending.peek() !== null) return;
      sending.value = command;
      say(null);
      try {
        const outcome = await settle(command);
        if (outcome !== null) say(outcome);
      } finally {
        sending.value = null;
      }
    },
    type() {
      const seen = feed.snapshot.peek();
      const now = feed.now.peek();
      if (sending.peek() !== null || !seen?.session || now - typed < TYPING_MS) return;
      typed = now;
      void ask(seen, { type: 'session.continue' });
    },
  };
}

function sameScreen(a: CabinetSnapshot, b: CabinetSnapshot): boolean {
  return a.session?.id === b.session?.id && a.screen.name === b.screen.name;
}

/** Posts to the controller. @throws when it cannot be reached or its answer is no problem document */
export async function postCommand(envelope: CommandEnvelope): Promise<Answer> {
  const response = await fetch('/api/commands', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(envelope),
    signal: AbortSignal.timeout(4000),
  });
  if (response.ok) return { accepted: true };
  return { accepted: false, code: problemCode(await response.json()) };
}

function problemCode(document: unknown): ProblemCode {
  if (typeof document === 'object' && document !== null && 'code' in document && typeof document.code === 'string') {
    return document.code as ProblemCode;
  }
  throw new TypeError('The answer is no problem document');
}
