import { pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import { FulfilmentHandedOver } from '#contracts/facts/fulfilment-facts.ts';
import type { Fault, HostInput, HostOutput } from '#contracts/ipc/host.ts';
import { parse, parseJson } from '#contracts/schema.ts';
import type { PickupHash } from '#contracts/views/fulfilment.ts';
import { SignedPickup } from '#contracts/views/signed-pickup.ts';
import { provePickup } from '#domain/fulfilment/prove-pickup.ts';
import { refusal } from '#domain/operator/prove.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { pickupQr } from '#sync-server/fulfilment/pickup-qr.ts';
import { deviceTries } from './device-tries.ts';
import type { Device } from './find-device.ts';

const HASH_BYTES = 32;
const derive = promisify(pbkdf2);

/** Finds out which pickup of its location a code opens for a device without a host, by the hashes that are kept here, and remembers it. */
export async function proveDevicePickup(
  context: ServerContext,
  device: Device,
  { code, candidates }: HostInput<'pickup.prove'>,
): Promise<HostOutput<'pickup.prove'>> {
  if (device.operatorId === null) return refusal('not-signed-in');
  const { begin, waitMs } = deviceTries(context, device);
  const ids = candidates.map(({ fulfilmentId }) => fulfilmentId);
  const answer = await provePickup(code, {
    ...{ begin, waitMs },
    signedFor: async (text) => signedFor(context, text),
    typedFor: (typed) => typedFor(context, device, ids, typed),
  });
  if (answer.ok) {
    const { fulfilmentId, how } = answer;
    await sql`insert into pickup_proof (journal_id, fulfilment_id, how, at)
      values (${device.journalId}, ${fulfilmentId}, ${how}, ${context.now().toISOString()})
      on conflict do nothing`.execute(context.db);
  }
  return answer;
}

/** Why a device may not say that something was handed over: by a code, and none was shown. */
export async function unprovenPickup(
  db: ServerContext['db'],
  { journalId }: Device,
  { kind, payload }: Pick<FactDraft, 'kind' | 'payload'>,
): Promise<Fault | null> {
  if (kind !== 'fulfilment.handed-over') return null;
  const handed = parse(FulfilmentHandedOver, payload);
  if (!handed.ok || handed.value.proof.kind !== 'code') return null;
  const proof = await db
    .selectFrom('pickup_proof')
    .select('at')
    .where('journal_id', '=', journalId)
    .where('fulfilment_id', '=', handed.value.fulfilmentId)
    .where('how', '=', handed.value.proof.how)
    .executeTakeFirst();
  return proof ? null : { code: 'pickup-unproven' };
}

/** A text that is signed here is what would be signed now: Ed25519 is deterministic (RFC 8032, 5.1.6). */
function signedFor({ keys }: ServerContext, text: string): string | null {
  const pickup = parseJson(SignedPickup, Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return pickup.ok && pickupQr(keys, pickup.value) === text ? pickup.value.fulfilmentId : null;
}

async function typedFor(
  { db }: ServerContext,
  { locationId }: Device,
  fulfilmentIds: readonly string[],
  code: string,
): Promise<string | null> {
  const rows = await db
    .selectFrom('fulfilment')
    .select(['fulfilment_id', 'pickup'])
    .where('fulfilment_id', '=', sql<string>`any(${[...fulfilmentIds]}::uuid[])`)
    .where('location_id', '=', locationId)
    .where('pickup', 'is not', null)
    .execute();
  for (const { fulfilment_id, pickup } of rows) {
    if (pickup && (await fits(code, pickup))) return fulfilment_id;
  }
  return null;
}

async function fits(code: string, { salt, iterations, hash }: PickupHash): Promise<boolean> {
  const derived = await derive(code, Buffer.from(salt, 'base64url'), iterations, HASH_BYTES, 'sha256');
  const expected = Buffer.from(hash, 'base64url');
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}
