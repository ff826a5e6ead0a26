import { createHmac } from 'node:crypto';
import type { ServerContext } from '#sync-server/context.ts';

/** What writing personal data needs besides a database. */
export interface PersonalPorts {
  /** The keyed hash by which a phone number or an e-mail address is found; of one in the form that is compared. */
  contactKey(contact: string): string;
  random(size: number): Uint8Array;
}

/** 128 bits: two people's never meet. */
const KEY_LENGTH = 22;

/**
 * The key is HMAC-SHA256 over `contact:` and the contact, keyed by the chain's pepper, its first 128 bits in base64url: hosts make the same
 * (`electron/host/member/contact-key.ts`).
 */
export function personalPorts({ keys, random }: Pick<ServerContext, 'keys' | 'random'>): PersonalPorts {
  const contactKey = (contact: string) => {
    return createHmac('sha256', keys.pepper)
      .update(`contact:${contact}`, 'utf8')
      .digest('base64url')
      .slice(0, KEY_LENGTH);
  };
  return { contactKey, random };
}
