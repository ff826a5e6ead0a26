const MINUTE_MS = 60_000;

/** The first whole minute after a while. */
export function minuteAfter(ms: number): Date {
  return new Date(Math.ceil((Date.now() + ms) / MINUTE_MS) * MINUTE_MS);
}

/** A minute on the clocks of the high street, as a date field takes it. */
export function localMinute(at: Date): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' });
  return parts.format(at).replace(' ', 'T');
}
