import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessDateAt } from '#domain/session/business-date.ts';

describe('businessDateAt', () => {
  it.each([
    // London in winter and in summer.
    ['2026-11-21T10:00:00.000Z', 'Europe/London', '04:00', '2026-11-21'],
    ['2026-11-21T03:59:59.999Z', 'Europe/London', '04:00', '2026-11-20'],
    ['2026-11-21T04:00:00.000Z', 'Europe/London', '04:00', '2026-11-21'],
    ['2026-07-01T02:59:59.999Z', 'Europe/London', '04:00', '2026-06-30'],
    ['2026-07-01T03:00:00.000Z', 'Europe/London', '04:00', '2026-07-01'],
    ['2026-07-01T23:30:00.000Z', 'Europe/London', '00:00', '2026-07-02'],
    // Far from UTC, over a year's end and a leap day.
    ['2026-12-31T16:00:00.000Z', 'Asia/Shanghai', '00:00', '2027-01-01'],
    ['2027-01-01T03:59:00.000Z', 'UTC', '04:00', '2026-12-31'],
    ['2028-03-01T08:59:00.000Z', 'America/New_York', '04:00', '2028-02-29'],
    ['2026-11-21T11:00:00.000Z', 'Pacific/Kiritimati', '00:00', '2026-11-22'],
    ['2026-11-21T11:00:00.000Z', 'Pacific/Pago_Pago', '00:01', '2026-11-20'],
    ['2026-11-21T18:15:00.000Z', 'Asia/Kathmandu', '00:00', '2026-11-22'],
  ])('at %s in %s with days from %s is %s', (at, zone, start, expected) => {
    expect(businessDateAt(at, zone, start)).toBe(expected);
  });

  it.each([
    // 29 March 2026, London: at 01:00 UTC the clock goes from 01:00 to 02:00. A day from 01:30 begins at 02:00.
    ['2026-03-29T00:59:59.999Z', 'Europe/London', '01:30', '2026-03-28'],
    ['2026-03-29T01:00:00.000Z', 'Europe/London', '01:30', '2026-03-29'],
    // 8 March 2026, New York: at 07:00 UTC the clock goes from 02:00 to 03:00.
    ['2026-03-08T06:59:59.000Z', 'America/New_York', '02:30', '2026-03-07'],
    ['2026-03-08T07:00:00.000Z', 'America/New_York', '02:30', '2026-03-08'],
  ])('when the clock skips the start of the day: %s in %s from %s is %s', (at, zone, start, expected) => {
    expect(businessDateAt(at, zone, start)).toBe(expected);
  });

  it.each([
    // 25 October 2026, London: at 01:00 UTC the clock goes from 02:00 back to 01:00. 01:30 comes twice; the first counts.
    ['2026-10-25T00:29:59.999Z', 'Europe/London', '01:30', '2026-10-24'],
    ['2026-10-25T00:30:00.000Z', 'Europe/London', '01:30', '2026-10-25'],
    ['2026-10-25T01:10:00.000Z', 'Europe/London', '01:30', '2026-10-25'],
    ['2026-10-25T01:40:00.000Z', 'Europe/London', '01:30', '2026-10-25'],
    // A day from 04:00 is not touched: the second 01:10 is still the day before.
    ['2026-10-25T01:10:00.000Z', 'Europe/London', '04:00', '2026-10-24'],
    // Nor is the next day, though it begins within a day of the change.
    ['2026-10-26T00:30:00.000Z', 'Europe/London', '01:00', '2026-10-25'],
    // Lord Howe Island moves by half an hour: 5 April 2026, 02:00 back to 01:30 at 15:00 UTC the day before.
    ['2026-04-04T14:45:00.000Z', 'Australia/Lord_Howe', '01:45', '2026-04-05'],
    ['2026-04-04T15:05:00.000Z', 'Australia/Lord_Howe', '01:45', '2026-04-05'],
  ])('when the clock is set back over the start of the day: %s in %s from %s is %s', (at, zone, start, expected) => {
    expect(businessDateAt(at, zone, start)).toBe(expected);
  });

  it('never goes back while time goes on, whatever the zone and the start', () => {
    const zone = fc.constantFrom(
      'Europe/London',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Shanghai',
      'America/Havana',
    );
    const start = fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${twoDigits(h)}:${twoDigits(m)}`);
    // Around the four changes of 2026 in these zones, and anywhere else.
    const change = fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01', '2026-06-15');
    const minutes = fc.integer({ min: -1500, max: 1500 });
    fc.assert(
      fc.property(zone, start, change, minutes, fc.nat(200), (timeZone, dayStartsAt, day, offset, later) => {
        const at = (by: number) => new Date(Date.parse(`${day}T00:00:00Z`) + (offset + by) * 60_000).toISOString();
        const [one, two] = [0, later].map((by) => businessDateAt(at(by), timeZone, dayStartsAt));
        expect([one, two]).toEqual([one, two].sort());
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['not a time', 'Europe/London'],
    ['2026-11-21T10:00:00.000Z', 'Europe/Nowhere'],
  ])('refuses %s in %s', (at, zone) => {
    expect(() => businessDateAt(at, zone, '04:00')).toThrow(RangeError);
  });
});

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
