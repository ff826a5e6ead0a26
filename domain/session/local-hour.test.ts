import { expect, test } from 'vitest';
import { hourAt } from './local-hour.ts';

test.each([
  ['2026-07-13T23:30:00.000Z', 'Europe/London', 0],
  ['2026-01-13T23:30:00.000Z', 'Europe/London', 23],
  ['2026-01-13T00:00:00.000Z', 'Asia/Kathmandu', 5],
  ['2026-10-25T00:30:00.000Z', 'Europe/Paris', 2],
  ['2026-10-25T01:30:00.000Z', 'Europe/Paris', 2],
  ['2026-01-13T12:00:00.000Z', 'Mars/Olympus', 12],
  ['2026-01-13T12:00:00.000Z', undefined, 12],
  ['2026-13-13T12:00:00.000Z', 'Europe/Paris', 0],
])('at %s the clock of %s shows %i', (at, zone, hour) => expect(hourAt(at, zone)).toBe(hour));
