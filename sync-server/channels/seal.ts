import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals texts with a key of the server's own secret, so that a copy of the database without `secret` tells nothing of them. */
export interface Sealer {
  /** AES-256-GCM, bound to what it is of. */
  seal(subject: string, text: string): Uint8Array;
  /** Null where it was sealed with another key, or for another subject. */
  open(subject: string, sealed: Uint8Array): string | null;
}

/** A sealer for one purpose: the key is HKDF-SHA-256 (RFC 5869) of the server's secret, `purpose` its info. */
export function sealerOf(secret: Uint8Array, purpose: string, random: (size: number) => Uint8Array): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  return {
    seal(subject, text) {
      const iv = random(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(subject));
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(subject, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(subject));
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      try {
        const text = decipher.update(sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES), undefined, 'utf8');
        return text + decipher.final('utf8');
      } catch {
        return null;
      }
    },
  };
}
