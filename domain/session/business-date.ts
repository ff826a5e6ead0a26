/**
 * The business date, `YYYY-MM-DD`, of an instant (ISO 8601) in a store: the local date, or the day before while the local
 * clock has not reached `dayStartsAt` (`HH:MM`). `timeZone` is an IANA name. Throws a RangeError on an instant or a zone that is none.
 */
export function businessDateAt(atIso: string, timeZone: string, dayStartsAt: string): string {
  const at = Date.parse(atIso);
  const local = localClock(at, timeZone);
  return local.slice(11, 16) >= dayStartsAt ? local.slice(0, 10) : dayBefore(local.slice(0, 10));
}

/** The wall clock of a zone as `YYYY-MM-DDTHH:MM:SS`. */
function localClock(at: number, timeZone: string): string {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = value;
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}
