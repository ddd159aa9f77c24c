// The screen of somebody who adds a badge of their own by a code, with nobody signed in. Decides nothing.
import type { Screen } from '../contract/snapshot.ts';
import { after } from '../domain/time.ts';
import { DELAYS } from '../machines/delays.ts';
import type { EnrolmentContext, EnrolmentRefusal } from '../machines/enrolment.ts';
import { iso } from './key-views.ts';
import type { Picture } from './picture.ts';

type EnrolmentScreen = Extract<Screen, { readonly name: 'enrolment' }>;

/** null = nobody is at it. */
export function enrolmentScreen({ children, roster }: Pick<Picture, 'children' | 'roster'>): EnrolmentScreen | null {
  if (children.enrolment === null) return null;
  const { value, context } = children.enrolment;
  const { contact } = roster.setup.identity;
  const shown = { name: 'enrolment', contact, person: null, trouble: context.trouble, refusal: null } as const;
  switch (value) {
    case 'looking':
      return { ...shown, step: 'looking', endsAt: null };
    case 'tapping':
    case 'enrolling':
      return { ...shown, step: value === 'tapping' ? 'badge' : 'looking', endsAt: endOf(context, 'enrolWindow') };
    case 'enrolled': {
      const person = context.staff === null ? null : (roster.staff(context.staff)?.name ?? null);
      return { ...shown, step: 'done', person, endsAt: endOf(context, 'doneDisplay') };
    }
    case 'refused': {
      const refusal = context.refusal === null ? null : refusalView(context.refusal);
      return { ...shown, step: 'refused', refusal, endsAt: endOf(context, 'refusedDisplay') };
    }
    case 'ended':
      return null;
  }
}

function refusalView(refusal: EnrolmentRefusal): NonNullable<EnrolmentScreen['refusal']> {
  return refusal.code === 'too_many_tries' ? { code: refusal.code, until: iso(refusal.until) } : refusal;
}

function endOf({ since }: EnrolmentContext, wait: 'enrolWindow' | 'doneDisplay' | 'refusedDisplay'): string {
  return iso(after(since, DELAYS[wait]));
}
