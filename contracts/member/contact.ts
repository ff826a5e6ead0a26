import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Profile } from '#domain/member/profile.ts';

/**
 * A phone number as ITU-T E.164 writes it, however it was typed: with spaces, brackets, a national prefix or in full-width digits; one
 * without a country's code is of `country` (ISO 3166-1 alpha-2). Null for what is none: too short or too long there.
 */
export function readPhone(text: string, country: string | null): string | null {
  const plain = text.normalize('NFKC').trim();
  const given = plain.startsWith('00') ? `+${plain.slice(2)}` : plain;
  const home = country !== null && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const read = parsePhoneNumberFromString(given, { extract: false, ...(home ? { defaultCountry: home } : {}) });
  return read?.isPossible() ? read.number : null;
}

/** A phone number as people of its country write it, with its country's code. */
export function shownPhone(phone: string): string {
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;
}

/**
 * An e-mail address in the one form that it is compared in: lower case, no spaces. (RFC 5321, section 2.4 lets the part before the @ tell
 * cases apart; no host in use does.) Null for what is none.
 */
export function readEmail(text: string): string | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  return /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(plain) && plain.length <= 254 ? plain : null;
}

/** What a text names exactly: a phone number or an e-mail address, in the form that is compared; null for neither. */
export function readContact(text: string, country: string | null): string | null {
  if (text.includes('@')) return readEmail(text);
  return /^[\s\d+().\-/（）－]*$/.test(text.normalize('NFKC')) ? readPhone(text, country) : null;
}

/** How a profile's person is reached, each in the form that is compared; what can't be read is left out. */
export function contactsOf(
  { phone, email }: Profile,
  country: string | null,
): { kind: 'phone' | 'email'; contact: string }[] {
  const numbers = phone === undefined ? null : readPhone(phone, country);
  const address = email === undefined ? null : readEmail(email);
  return [
    ...(numbers === null ? [] : [{ kind: 'phone' as const, contact: numbers }]),
    ...(address === null ? [] : [{ kind: 'email' as const, contact: address }]),
  ];
}
