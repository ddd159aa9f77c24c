// The words of the document for times, ids and names, each with its way in and its way back. Knows no section of the document.
import { z } from 'zod';
import type { Curfew } from '../domain/curfew.ts';
import { parseKeyGroupId, parseKeyId } from '../domain/ids.ts';
import type { KeySet } from '../domain/key.ts';
import type { Result } from '../domain/result.ts';
import { type Duration, type Instant, instant } from '../domain/time.ts';
import {
  type LocalDate,
  type MinuteOfDay,
  minuteOfDay,
  parseLocalDate,
  type Weekday,
  weekday,
} from '../domain/zone.ts';
import { DURATION_PATTERN, durationText, parseDuration } from './duration.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** As in domain/ids.ts; the parser has the last word. */
const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const MINUTE = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
/** The calendar of the cabinet. */
const FIRST = Date.UTC(1000, 0, 1);
const BEYOND = Date.UTC(10_000, 0, 1);
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** A line that a screen can show. @param longest in characters */
export function line(longest: number) {
  return z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, 'a line has no control characters');
}

/** An id, through its one parser. */
export function id<Id extends string>(parse: (text: unknown) => Result<Id, unknown>) {
  return z.codec(
    z.string().regex(ID, 'an id is 1–64 characters of a–z, 0–9, dot, dash and underscore'),
    z.custom<Id>(),
    {
      decode: (text, context) => {
        const parsed = parse(text);
        if (parsed.ok) return parsed.value;
        context.issues.push({ code: 'custom', message: 'this is no id', input: text });
        return z.NEVER;
      },
      encode: (value) => value,
    },
  );
}

/** The code of something that the screen words, e.g. of a reason. */
export const code = z.string().regex(ID, 'a code is 1–64 characters of a–z, 0–9, dot, dash and underscore');

/** ISO 8601 with an offset or Z; at most milliseconds. */
export const instantField = z.codec(z.iso.datetime({ offset: true }), z.custom<Instant>(), {
  decode: (text, context) => {
    const at = Date.parse(text);
    if (at >= FIRST && at < BEYOND) return instant(at);
    context.issues.push({ code: 'custom', message: 'an instant is in one of the years 1000–9999 UTC', input: text });
    return z.NEVER;
  },
  encode: (at) => new Date(at).toISOString().replace('.000Z', 'Z'),
});

/** ISO 8601: days of 24 hours, hours, minutes, seconds. */
export const durationField = z.codec(
  z.string().regex(DURATION_PATTERN, 'a duration is written as in ISO 8601, e.g. PT30M or P1DT12H'),
  z.custom<Duration>(),
  { decode: parseDuration, encode: durationText },
);

/** 24 hours, to the minute. */
const minuteText = z.string().regex(MINUTE, 'a time of day is written HH:MM, from 00:00 to 23:59');

export const minuteField = z.codec(minuteText, z.custom<MinuteOfDay>(), { decode: minuteOf, encode: textOfMinute });

/** A day that exists. */
export const dateField = z.codec(z.string().regex(DATE, 'a day is written YYYY-MM-DD'), z.custom<LocalDate>(), {
  decode: (text, context) => {
    const parsed = parseLocalDate(text);
    if (parsed.ok) return parsed.value;
    context.issues.push({ code: 'custom', message: `there is no ${text} in the calendar`, input: text });
    return z.NEVER;
  },
  encode: (date) => date,
});

export const weekdayField = z.codec(z.enum(DAYS), z.custom<Weekday>(), {
  decode: (name) => weekday(DAYS.indexOf(name) + 1),
  encode: (day) => DAYS[day - 1] ?? 'mon',
});

export const curfewField = z.codec(
  z.union(
    [
      z.strictObject({ after: z.string().regex(DURATION_PATTERN) }),
      z.strictObject({ at: z.string().regex(MINUTE) }),
      z.literal('end_of_shift'),
    ],
    { error: 'a curfew is {"after": "PT4H"}, {"at": "19:30"} or "end_of_shift"' },
  ),
  z.custom<Curfew>(),
  {
    decode: (written): Curfew => {
      if (written === 'end_of_shift') return { kind: 'end_of_shift' };
      if ('at' in written) return { kind: 'at', minute: minuteOf(written.at) };
      return { kind: 'after', duration: parseDuration(written.after) };
    },
    encode: (curfew) => {
      if (curfew.kind === 'end_of_shift') return curfew.kind;
      return curfew.kind === 'at' ? { at: textOfMinute(curfew.minute) } : { after: durationText(curfew.duration) };
    },
  },
);

const ONE_OR_GROUP = { error: 'this is {"key": "…"} or {"group": "…"}' };

/** One key, or every key of a group. */
export const keySetField = z.codec(
  z.union([z.strictObject({ key: id(parseKeyId) }), z.strictObject({ group: id(parseKeyGroupId) })], ONE_OR_GROUP),
  z.custom<KeySet>(),
  {
    decode: (written): KeySet =>
      'key' in written ? { kind: 'key', key: written.key } : { kind: 'group', group: written.group },
    encode: (set) => (set.kind === 'key' ? { key: set.key } : { group: set.group }),
  },
);

function minuteOf(text: string): MinuteOfDay {
  return minuteOfDay(Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
}

function textOfMinute(minute: MinuteOfDay): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
