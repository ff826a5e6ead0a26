/** A date and minute as a form has them (`2026-03-29T01:30`) on a store's clocks, as an instant. A minute that clocks skip is the one after. */
export function instantAt(local: string, timeZone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local)) return null;
  const wanted = Date.parse(`${local}:00.000Z`);
  if (Number.isNaN(wanted)) return null;
  // The offset that holds then is found from the one that holds about then.
  const guess = wanted - offsetAt(wanted, timeZone);
  return new Date(wanted - offsetAt(guess, timeZone)).toISOString();
}

/** The date and minute of an instant on a store's clocks; empty for one that no calendar has. */
export function localMinute(at: Date, timeZone: string): string {
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() + offsetAt(at.getTime(), timeZone)).toISOString().slice(0, 16);
}

/** How far a time zone is ahead of UTC at an instant, in milliseconds. */
function offsetAt(epochMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(epochMs);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '00';
  const local = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00.000Z`;
  return Date.parse(local) - Math.floor(epochMs / 60_000) * 60_000;
}
