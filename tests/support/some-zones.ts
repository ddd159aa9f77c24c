// Zones whose clocks do what clocks do: an hour, half an hour, at night, at midnight, a whole day, never.
import * as fc from 'fast-check';
import { type Instant, instant } from '../../controller/domain/time.ts';
import { type LocalDate, minuteOfDay, parseLocalDate, type TimeZone } from '../../controller/domain/zone.ts';
import { timeZone } from '../../controller/time-zone.ts';
import { expectOk } from './expect-ok.ts';

/** The zone of an IANA name. */
export const zone = (name: string): TimeZone => expectOk(timeZone(name));

export const PARIS = zone('Europe/Paris');
/** 3½ hours behind. */
export const ST_JOHNS = zone('America/St_Johns');
/** Its summer time is half an hour. */
export const LORD_HOWE = zone('Australia/Lord_Howe');
/** Its clocks are put forward at midnight, and back to midnight. */
export const HAVANA = zone('America/Havana');
/** It left out the 30th of December 2011. */
export const APIA = zone('Pacific/Apia');

export const MANY_ZONES = [zone('UTC'), PARIS, ST_JOHNS, LORD_HOWE, HAVANA, APIA, zone('Africa/Cairo')];

/** The instant of a text such as "2026-10-25T00:30Z". */
export function at(written: string): Instant {
  return instant(Date.parse(written));
}

/** An instant as text, to the minute: "2026-10-25T00:30Z". */
export function text(of: Instant | null): string | null {
  return of === null ? null : new Date(of).toISOString().replace(/:00\.000Z$/, 'Z');
}

/** A day such as "2026-10-25". */
export function day(date: string): LocalDate {
  return expectOk(parseLocalDate(date));
}

/** The minute of the day that "19:30" names. */
export function clock(written: string) {
  const [hour, minute] = written.split(':').map(Number);
  return minuteOfDay((hour ?? Number.NaN) * 60 + (minute ?? Number.NaN));
}

/** What the wall shows, as text: "2026-10-25 02:30". */
export function shown(of: Instant, where: TimeZone): string {
  const { date, minute } = where.wallAt(of);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

const FROM = Date.UTC(2008, 0, 1);
const TO = Date.UTC(2032, 0, 1);
const MINUTE = 60_000;
const NEARBY = 3 * 24 * 60;

/** All shifts of a zone in the years that the properties look at. */
export function shiftsOf(where: TimeZone): readonly Instant[] {
  const shifts: Instant[] = [];
  for (let next = where.nextShift(instant(FROM), instant(TO)); next !== null; ) {
    shifts.push(next.at);
    next = where.nextShift(next.at, instant(TO));
  }
  return shifts;
}

/** A zone and an instant, to the millisecond, half of them within three days of a shift. */
export const zoneAndInstant: fc.Arbitrary<readonly [TimeZone, Instant]> = fc
  .constantFrom(...MANY_ZONES)
  .chain((where) => {
    const anywhere = fc.integer({ min: FROM, max: TO }).map(instant);
    const shifts = shiftsOf(where);
    const nearby = fc
      .tuple(
        fc.constantFrom(...(shifts.length === 0 ? [instant(FROM)] : shifts)),
        fc.integer({ min: -NEARBY, max: NEARBY }),
        fc.constantFrom(0, 0, 1, -1),
      )
      .map(([shift, minutes, rest]) => instant(shift + minutes * MINUTE + rest));
    return fc.tuple(fc.constant(where), fc.oneof(anywhere, nearby));
  });
