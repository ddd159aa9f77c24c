// The screens of the page of a person about themselves. Name nobody else, and never say whether there is a PIN for duress.
import type { AccountBooking, AccountKey, AccountNoticeView, AccountScreen, BookedView } from '../contract/account.ts';
import { heldBy, isOverdue } from '../domain/custody.ts';
import type { KeyId } from '../domain/ids.ts';
import type { KeySet } from '../domain/key.ts';
import type { Roster } from '../domain/roster.ts';
import { after, type Duration } from '../domain/time.ts';
import type { accountMachine } from '../machines/account.ts';
import type { AccountContext, AccountNotice } from '../machines/account-context.ts';
import { DELAYS } from '../machines/delays.ts';
import { paced } from '../machines/pace.ts';
import type { RecordFacts } from './desk-views.ts';
import { iso, placeNumber } from './key-views.ts';

export type AccountState = ReturnType<(typeof accountMachine)['transition']>;

/** The screen of the page. Between two screens the one before stands; before the first there is none: null. */
export function accountScreen(facts: RecordFacts, { value, context }: AccountState): AccountScreen | null {
  switch (value) {
    case 'opening':
    case 'ended':
      return null;
    case 'overview':
    case 'settling':
      return overview(facts, context, value === 'settling');
    case 'choosing':
      return pinEntry(context, 'choose', false);
    case 'repeating':
    case 'changing':
      return pinEntry(context, 'repeat', value === 'changing');
    case 'tapping':
    case 'enrolling':
      return {
        name: 'account-badge',
        busy: value === 'enrolling',
        endsAt: endsAt(context, paced(DELAYS.enrolWindow, context.moreTime === true)),
      };
  }
}

function overview(facts: RecordFacts, context: AccountContext, busy: boolean): AccountScreen {
  const { roster, ledger } = facts;
  const { visitor, profile, notice } = context;
  const { keys, groups } = profile.bookable;
  const bookable = [
    ...groups.map((group): KeySet => ({ kind: 'group', group })),
    ...keys.map((key): KeySet => ({ kind: 'key', key })),
  ];
  return {
    name: 'account',
    keys: heldBy(ledger.custody, visitor.staff).flatMap((key) => ownKey(facts, key)),
    bookings: bookingsOf(facts, context),
    bookable: bookable.flatMap((what) => bookedView(roster, what) ?? []),
    hasPin: profile.hasPin,
    badges: profile.badges,
    notice: notice === null ? null : noticeView(notice),
    busy,
    endsAt: endsAt(context, paced(DELAYS.accountIdle, context.moreTime === true)),
  };
}

function ownKey({ roster, ledger, now }: RecordFacts, id: KeyId): readonly AccountKey[] {
  const key = roster.key(id);
  const holding = ledger.custody.get(id);
  if (key === null || holding?.at !== 'person') return [];
  const due = holding.due === null ? null : iso(holding.due);
  return [
    {
      ...named(key),
      slot: placeNumber(roster, ledger.custody, id),
      since: iso(holding.since),
      due,
      overdue: isOverdue(holding, now),
    },
  ];
}

function bookingsOf({ roster, ledger }: RecordFacts, { visitor }: AccountContext): readonly AccountBooking[] {
  return [...ledger.bookings.values()]
    .filter(({ staff }) => staff === visitor.staff)
    .toSorted((a, b) => a.from - b.from)
    .flatMap(({ id, what, from, until, key }) => {
      const shown = bookedView(roster, what);
      return shown === null ? [] : [{ id, what: shown, from: iso(from), until: iso(until), inUse: key !== null }];
    });
}

function bookedView(roster: Roster, what: KeySet): BookedView | null {
  if (what.kind === 'key') {
    const key = roster.key(what.key);
    return key === null ? null : { kind: 'key', key: named(key) };
  }
  const group = roster.keyGroup(what.group);
  return group === null ? null : { kind: 'group', id: group.id, name: group.name };
}

function pinEntry(context: AccountContext, step: 'choose' | 'repeat', busy: boolean): AccountScreen {
  return {
    name: 'account-pin',
    purpose: context.purpose,
    step,
    fewest: context.profile.pinRule.fewest,
    fault: context.pinFault,
    must: context.mustChangePin,
    busy,
    endsAt: endsAt(context, paced(DELAYS.accountIdle, context.moreTime === true)),
  };
}

function noticeView(notice: AccountNotice): AccountNoticeView {
  if (notice.kind !== 'booking_refused') return notice;
  const { fault } = notice;
  if (fault.code !== 'taken_by_others') return { kind: notice.kind, fault };
  return { kind: notice.kind, fault: { code: fault.code, from: iso(fault.from), until: iso(fault.until) } };
}

/** The code name stands for a name that would tell a thief which door it opens. */
function named({ id, number, name, codeName }: { id: KeyId; number: number; name: string; codeName: string | null }) {
  return { id, number, name: codeName ?? name };
}

function endsAt({ since }: AccountContext, wait: Duration): string {
  return iso(after(since, wait));
}
