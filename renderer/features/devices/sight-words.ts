import type { TFunction } from 'i18next';
import type { DeviceState } from '#contracts/ipc/devices.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { type DeviceSight, type DeviceTrouble, deviceSight } from './device-sight.ts';

/** How a device is, in a few words. */
export function sightWords(t: TFunction, sight: DeviceSight, state?: DeviceState): string {
  if (sight.code !== null) return errorWords(t, sight.code).title;
  if (sight.paperLow) return t('devices.state.paperLow');
  if (sight.tone === 'busy') return t('devices.state.connecting');
  if (state?.drawerOpen !== undefined) return t(state.drawerOpen ? 'devices.state.open' : 'devices.state.closed');
  if (sight.tone === 'ok') return t('devices.state.ready');
  return t(state?.answers === false ? 'devices.state.blind' : 'devices.state.idle');
}

/** Faults of the printer that a cashier meets every week, in a word or two. */
const KNOWN: Readonly<Record<string, 'noPaper' | 'cover'>> = {
  'printer-paper-out': 'noPaper',
  'printer-cover-open': 'cover',
};

/** What is wrong with a device, short enough to stand beside the sync state. */
export function chipWords(t: TFunction, { device, code, paperLow }: DeviceTrouble): string {
  if (code === null && paperLow) return t('devices.state.paperLow');
  const known = KNOWN[code ?? ''];
  return known ? t(`devices.short.${known}`) : t(`devices.short.${device}`);
}

export interface WordedSight extends DeviceSight {
  words: string;
}

/** What is seen of a device now, with its words. */
export function wordedSight(t: TFunction, state: DeviceState | undefined): WordedSight {
  const sight = deviceSight(state);
  return { ...sight, words: sightWords(t, sight, state) };
}
