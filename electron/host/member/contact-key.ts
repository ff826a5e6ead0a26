import { createHmac } from 'node:crypto';

/** 128 bits: two people's never meet. */
const KEY_LENGTH = 22;

/**
 * The keyed hash by which a member card names a phone number or an e-mail address: HMAC-SHA256 over `contact:` and the contact in the form
 * that is compared (UTF-8), keyed by the chain's pepper, its first 128 bits in base64url, as the server makes it
 * (`sync-server/db/personal-ports.ts`). All phone numbers of a country are soon tried, so that only the key, which hosts and the server
 * alone have, keeps a card from saying them.
 */
export function contactKey(contact: string, pepper: string): string {
  const key = Buffer.from(pepper, 'base64url');
  return createHmac('sha256', key).update(`contact:${contact}`, 'utf8').digest('base64url').slice(0, KEY_LENGTH);
}
