/**
 * The hour, 0 to 23, that a store's clock shows at an instant (ISO 8601). `timeZone` is an IANA name; without one, or with one that is
 * none, UTC. An instant that is none is 0.
 */
export function hourAt(atIso: string, timeZone: string | undefined): number {
  const at = Date.parse(atIso);
  if (Number.isNaN(at)) return 0;
  return Number(formatOf(timeZone ?? 'UTC').format(at));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = newFormat(timeZone);
    formats.set(timeZone, format);
  }
  return format;
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  const options = { timeZone, hourCycle: 'h23', hour: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA-u-nu-latn', options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Intl.DateTimeFormat('en-CA-u-nu-latn', { ...options, timeZone: 'UTC' });
  }
}
