import { createHmac } from 'node:crypto';
import type { ServerContext } from '#sync-server/context.ts';

/**
 * The hash of an operator's badge as published and looked up by hosts: `hmac-sha256:` and the HMAC-SHA256 of its text (UTF-8),
 * keyed by the chain's pepper, in base64url. A badge names nobody, so hosts find its operator by this alone.
 */
export function hashBadge(context: ServerContext, badge: string): string {
  return `hmac-sha256:${createHmac('sha256', context.keys.pepper).update(badge, 'utf8').digest('base64url')}`;
}
