import type { SignedPickup } from '#contracts/views/signed-pickup.ts';
import { PICKUP_CODE_PREFIX } from '#domain/fulfilment/prove-pickup.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';
import type { ServerKeys } from '#sync-server/ingest/server-keys.ts';

/** The text of a pickup's QR code, as `contracts/views/signed-pickup.ts` describes it. The same pickup always has the same. */
export function pickupQr({ signHash }: Pick<ServerKeys, 'signHash'>, pickup: SignedPickup): string {
  const text = `${PICKUP_CODE_PREFIX}.${Buffer.from(JSON.stringify(pickup), 'utf8').toString('base64url')}`;
  return `${text}.${signHash(hashOfText(text))}`;
}
