// Words of a badge that is added, by oneself or by a supervisor, in English. Plain words, verb first.
import type { Screen } from '../../../controller/contract/snapshot.ts';
import { NO_RECORDS } from './sentences.ts';

type Shown = Extract<Screen, { readonly name: 'enrolment' }>;
type Said<Codes extends string> = Readonly<Record<Codes, string>>;
type Refused = Exclude<NonNullable<Shown['refusal']>['code'], 'too_many_tries'>;

export const enrolWords = {
  caseNumber: 'What is the case number, or why?',
  enrol: {
    idle: 'I have a code',
    code: 'Type your one-time code',
    looking: 'Checking the code…',
    hold: 'Hold your new badge to the reader',
    keep: 'Keep it there until the screen changes.',
    done: 'The badge is yours now',
    welcome: (name: string) => `${name}, tap it to sign in.`,
    leave: 'Stop',
    refusals: {
      no_such_code: 'This code is not good',
      badge_of_another: 'This badge belongs to somebody already',
      badge_known: 'This badge is yours already',
      storage_failed: NO_RECORDS,
      no_badge: 'No badge was held to the reader',
    } satisfies Said<Refused>,
    tooMany: (when: string) => `Too many wrong codes. Try again at ${when}`,
    stillGood: 'Your code is still good: start again.',
  },
};
