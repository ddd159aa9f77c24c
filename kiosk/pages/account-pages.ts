// The page of a person about themselves, as plain screens: PIN, badges, bookings. Names nobody else.
import type { AccountBooking, AccountNoticeView, BookedView } from '../../controller/contract/account.ts';
import type { Screen } from '../../controller/contract/snapshot.ts';
import type { Plain, Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';
import { looksRow } from './looks-pages.ts';

type Shown<Name extends Screen['name']> = Extract<Screen, { readonly name: Name }>;

const HOUR_MS = 3_600_000;
const CODE_LETTERS = 32;

export function accountPage(screen: Shown<'account'>, page: AsidePage): Plain {
  const { words, send, open, choose, near } = page;
  const { keys, bookings, bookable, hasPin, badges, notice, busy, endsAt } = screen;
  const enrol = () =>
    open({
      kind: 'text',
      title: words.account.code,
      capitals: true,
      needed: true,
      most: CODE_LETTERS,
      done: (code) => send({ type: 'account.enrol', code }),
    });
  const bookOne = () =>
    choose({
      title: words.account.what,
      groups: [['', bookable.map((what) => ({ words: words.booked(what), press: () => book(what, page) }))]],
      endsAt,
    });
  const pinNote = hasPin ? {} : { off: true, note: words.account.noPin };
  const pinRow = (label: string, type: 'account.change_pin' | 'account.set_duress'): Row => ({
    words: label,
    sign: 'lock',
    press: () => send({ type }),
    ...pinNote,
  });
  const weak = badges.filter((strength) => strength === 'weak').length;
  return {
    title: words.account.title,
    alert: notice === null ? null : noticeText(notice, page),
    groups: [
      [
        '',
        [
          pinRow(words.account.change, 'account.change_pin'),
          pinRow(words.account.duress, 'account.set_duress'),
          { words: words.account.enrol, note: words.account.badges(badges.length, weak), sign: 'badge', press: enrol },
          {
            words: words.account.book,
            sign: 'clock',
            press: bookOne,
            ...(bookable.length === 0 && { off: true, note: words.account.nothingToBook }),
          },
          looksRow(page),
        ],
      ],
      [words.account.bookings, bookings.map((booking) => bookingRow(booking, page))],
      [
        words.home.youHave,
        keys.map(
          (key): Row => ({
            words: words.keyName(key),
            note: key.due === null ? words.home.noLimit : words.home.due(near(key.due)),
            sign: key.overdue ? 'clock' : 'key',
            ...(key.overdue && { tone: 'overdue' }),
          }),
        ),
      ],
    ],
    busy,
    endsAt,
  };
}

function bookingRow(booking: AccountBooking, { words, send, choose, near }: AsidePage): Row {
  const { id, what, from, until, inUse } = booking;
  const cancel = {
    words: words.account.cancel,
    sign: 'cross',
    press: () => send({ type: 'account.cancel_booking', booking: id }),
  } as const;
  const span = words.span(near(from), near(until));
  return {
    words: words.booked(what),
    note: inUse ? `${span}. ${words.account.inUse}` : span,
    sign: 'clock',
    ...(!inUse && {
      press: () => choose({ title: words.booked(what), lines: [span], feet: [cancel] }),
    }),
  };
}

/** From when, until when, and then it is asked for. */
function book(what: BookedView, { words, send, pick, telling }: AsidePage): void {
  const wanted = what.kind === 'key' ? { kind: what.kind, key: what.key.id } : { kind: what.kind, group: what.id };
  pick(words.account.from, telling.value.now, (from) =>
    pick(words.account.until, Date.parse(from) + HOUR_MS - 1, (until) =>
      send({ type: 'account.book', what: wanted, from, until }),
    ),
  );
}

function noticeText(notice: AccountNoticeView, { words, near }: AsidePage): string {
  switch (notice.kind) {
    case 'pin_refused':
      return words.pinFaults[notice.fault];
    case 'badge_refused':
      return words.account.badgeFaults[notice.fault];
    case 'booking_refused': {
      const { fault } = notice;
      if (fault.code !== 'taken_by_others') return words.account.bookingFaults[fault.code];
      return words.account.taken(words.span(near(fault.from), near(fault.until)));
    }
    default:
      return words.account.notices[notice.kind];
  }
}
