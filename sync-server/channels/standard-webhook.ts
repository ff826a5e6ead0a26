import { createHmac, timingSafeEqual } from 'node:crypto';

/** A webhook older or newer than this is none (Standard Webhooks 1.0, "Verifying webhook authenticity"). */
export const REPLAY_SECONDS = 300;
const SECRET_MARK = 'whsec_';

type Headers = Readonly<Record<string, string | undefined>>;

/**
 * The headers of a webhook as Standard Webhooks 1.0 has them (github.com/standard-webhooks/standard-webhooks, "Signature scheme"):
 * HMAC-SHA256 over `id.timestamp.body`, in base64, with a secret of base64 after `whsec_`.
 */
export function webhookHeaders(secret: string, { id, at, body }: { id: string; at: Date; body: string }) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signatureOf(secret, id, timestamp, body)}`,
  };
}

/** Whether a webhook is of whoever has the secret, and of now; several signatures may stand in one header, apart by blanks. */
export function verifyWebhook(
  secret: string,
  headers: Headers,
  body: Uint8Array,
  nowMs: number,
): { ok: true; id: string } | { ok: false; code: 'signature-invalid' | 'webhook-old' | 'webhook-invalid' } {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (!id || !timestamp || !signatures || !/^\d{1,12}$/.test(timestamp)) return { ok: false, code: 'webhook-invalid' };
  const expected = Buffer.from(signatureOf(secret, id, timestamp, Buffer.from(body).toString('utf8')));
  const isSigned = signatures.split(' ').some((one) => {
    const [version, signature = ''] = one.split(',');
    const given = Buffer.from(signature);
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isSigned) return { ok: false, code: 'signature-invalid' };
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > REPLAY_SECONDS) return { ok: false, code: 'webhook-old' };
  return { ok: true, id };
}

/** A secret of 192 random bits. */
export function newWebhookSecret(random: (size: number) => Uint8Array): string {
  return `${SECRET_MARK}${Buffer.from(random(24)).toString('base64')}`;
}

function signatureOf(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.startsWith(SECRET_MARK) ? secret.slice(SECRET_MARK.length) : secret, 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64');
}
