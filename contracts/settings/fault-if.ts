import type { ErrorCode } from '#contracts/errors/registry.ts';
import type { SettingsFault } from '#contracts/http/settings.ts';

/** The fault of a field where there is one. */
export function faultIf(is: boolean, at: string, code: ErrorCode): SettingsFault[] {
  return is ? [{ at, code }] : [];
}

/** A fault at each text that stands there before. */
export function repeatedFaults(at: string, texts: readonly string[]): SettingsFault[] {
  return texts.flatMap((text, index) => faultIf(texts.indexOf(text) < index, `${at}.${index}`, 'text-repeated'));
}
