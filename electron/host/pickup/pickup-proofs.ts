import { pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import { FulfilmentHandedOver } from '#contracts/facts/fulfilment-facts.ts';
import type { Fault, HostInput, HostOutput } from '#contracts/ipc/host.ts';
import { parse, parseJson } from '#contracts/schema.ts';
import { SignedPickup } from '#contracts/views/signed-pickup.ts';
import { PICKUP_CODE_PREFIX, provePickup } from '#domain/fulfilment/prove-pickup.ts';
import type { Clock } from '#electron/host/clock.ts';
import type { PinAttempts } from '#electron/host/operator/pin-attempts.ts';
import { isSigned } from '#electron/host/signed-text.ts';

export interface PickupProofsOptions {
  /** The server's public key, where it is known. */
  serverKey(): string | undefined;
  attempts: Pick<PinAttempts, 'waitMs' | 'begin'>;
  clock: Clock;
}

/** Which pickups were opened by their codes at this till. */
export interface PickupProofs {
  /** Finds out which pickup a code opens, and remembers it. */
  prove(input: HostInput<'pickup.prove'>): Promise<HostOutput<'pickup.prove'>>;
  /** Why a hand-over may not be journalled: it says that a code was shown, and none was. */
  fault(draft: Pick<FactDraft, 'kind' | 'payload'>): Fault | null;
}

type Candidate = HostInput<'pickup.prove'>['candidates'][number];

const HASH_BYTES = 32;
const derive = promisify(pbkdf2);

/**
 * Checks codes without a network. What is remembered is lost with the host: whoever hands over after that has the code shown again. One
 * code after another, so that guesses cannot run side by side.
 */
export function createPickupProofs({ serverKey, attempts, clock }: PickupProofsOptions): PickupProofs {
  const proven = new Map<string, Set<'typed' | 'scanned'>>();
  let last: Promise<unknown> = Promise.resolve();

  async function prove({ code, candidates }: HostInput<'pickup.prove'>): Promise<HostOutput<'pickup.prove'>> {
    const answer = await provePickup(code, {
      signedFor: async (text) => signedFor(text, serverKey()),
      typedFor: (typed) => typedFor(typed, candidates),
      waitMs: async (name) => attempts.waitMs(name, clock.now()),
      async begin(name) {
        const waitMs = attempts.waitMs(name, clock.now());
        return waitMs > 0 ? { ok: false, waitMs } : { ok: true, takeBack: await attempts.begin(name, clock.now()) };
      },
    });
    if (answer.ok) {
      const ways = proven.get(answer.fulfilmentId) ?? new Set();
      proven.set(answer.fulfilmentId, ways.add(answer.how));
    }
    return answer;
  }

  return {
    prove(input) {
      const result = last.then(() => prove(input));
      last = result.catch(() => undefined);
      return result;
    },
    fault({ kind, payload }) {
      if (kind !== 'fulfilment.handed-over') return null;
      const handed = parse(FulfilmentHandedOver, payload);
      if (!handed.ok || handed.value.proof.kind !== 'code') return null;
      const { fulfilmentId, proof } = handed.value;
      return proven.get(fulfilmentId)?.has(proof.how) ? null : { code: 'pickup-unproven' };
    },
  };
}

function signedFor(text: string, serverKey: string | undefined): string | null {
  const [prefix, payload, signature, ...rest] = text.split('.');
  if (prefix !== PICKUP_CODE_PREFIX || !payload || !signature || rest.length > 0 || serverKey === undefined)
    return null;
  if (!isSigned(`${prefix}.${payload}`, signature, serverKey)) return null;
  const pickup = parseJson(SignedPickup, Buffer.from(payload, 'base64url').toString('utf8'));
  return pickup.ok ? pickup.value.fulfilmentId : null;
}

async function typedFor(code: string, candidates: readonly Candidate[]): Promise<string | null> {
  for (const { fulfilmentId, pickup } of candidates) {
    if (await fits(code, pickup)) return fulfilmentId;
  }
  return null;
}

/** PBKDF2 with HMAC-SHA-256, as the server made it (RFC 8018, 5.2). */
async function fits(code: string, { salt, iterations, hash }: Candidate['pickup']): Promise<boolean> {
  const derived = await derive(code, Buffer.from(salt, 'base64url'), iterations, HASH_BYTES, 'sha256');
  const expected = Buffer.from(hash, 'base64url');
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}
