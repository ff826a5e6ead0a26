import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { UpdateState } from '#contracts/http/fleet.ts';
import { DeviceName } from '#contracts/ipc/devices.ts';
import { parse } from '#contracts/schema.ts';
import type { Warning } from '#domain/fleet/warnings.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';

const MINUTE = 60_000;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** How long ago something was, as people say it. */
function agoWords(t: TFunction, elapsedMs: number): string {
  const minutes = Math.floor(Math.max(0, elapsedMs) / MINUTE);
  if (minutes < 1) return t('fleet.ago.now');
  if (minutes < 90) return t('fleet.ago.minutes', { count: minutes });
  if (minutes < 48 * 60) return t('fleet.ago.hours', { count: Math.round(minutes / 60) });
  return t('fleet.ago.days', { count: Math.round(minutes / (24 * 60)) });
}

/** Bytes in the largest unit that leaves something before the point: `1.9 GB`. */
function sizeWords(locale: string, bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const style = { style: 'unit', unit: UNITS[power], maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, style).format(bytes / 1000 ** power);
}

/** A span in its largest unit: `5 min`, `3 h`. */
function spanWords(locale: string, spanMs: number): string {
  const size = Math.abs(spanMs);
  const [unit, value] =
    size < MINUTE
      ? (['second', size / 1000] as const)
      : size < 120 * MINUTE
        ? (['minute', size / MINUTE] as const)
        : size < 48 * 60 * MINUTE
          ? (['hour', size / (60 * MINUTE)] as const)
          : (['day', size / (24 * 60 * MINUTE)] as const);
  const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale, style).format(value);
}

/** Words for the board. `at` is when the server answered: everything is told by its clock. */
export function useFleetWords(at: string) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const now = Date.parse(at);
  const locale = i18n.language;
  const ago = (instant: string | number): string =>
    agoWords(t, now - (typeof instant === 'number' ? instant : Date.parse(instant)));
  const faultTitle = (code: string): string => errorWords(t, code).title;

  function deviceName(device: string): string {
    const known = parse(DeviceName, device);
    return known.ok ? t(`devices.names.${known.value}`) : device;
  }

  function warning({ code, count = 0, since, device = '', fault = '', version = '' }: Warning) {
    const words = {
      count,
      version,
      off: spanWords(locale, count),
      size: sizeWords(locale, Math.max(0, count)),
      since: since === undefined ? '' : ago(since),
      device: deviceName(device),
      fault: fault === '' ? '' : faultTitle(fault),
    };
    return { title: t(`fleet.warnings.${code}.title`, words), next: t(`fleet.warnings.${code}.next`, words) };
  }

  function update({ state, percent, waits, fault }: UpdateState): string {
    const words = { percent: percent ?? 0, fault: fault === null ? '' : faultTitle(fault) };
    const told = t(`fleet.updates.states.${state}`, words);
    return waits === null ? told : `${told}, ${t(`fleet.updates.waits.${waits}`)}`;
  }

  return {
    ago,
    warning,
    update,
    size: (bytes: number) => sizeWords(locale, bytes),
    span: (spanMs: number) => spanWords(locale, spanMs),
    time: formats.dateTime,
    deviceName,
    faultTitle,
  };
}

export type FleetWords = ReturnType<typeof useFleetWords>;
