import { createHmac } from 'node:crypto';

/**
 * What the settings keep of a badge (`OperatorSettings.badgeHash`): `hmac-sha256:` and the HMAC-SHA256 of the badge's text (UTF-8),
 * keyed by the chain's pepper, in base64url. A badge names nobody, so its operator is looked up by this; it may be fast, unlike
 * a PIN's hash, because a badge holds a long random number, and the key is only in hosts and the server.
 */
export function hashBadge(badge: string, pepper: string): string {
  const key = Buffer.from(pepper, 'base64url');
  return `hmac-sha256:${createHmac('sha256', key).update(badge, 'utf8').digest('base64url')}`;
}
