import { verify } from '@node-rs/argon2';
import type { Fault } from '#contracts/ipc/host.ts';
import type { HostConfig, RegisterConfig } from '#contracts/views/register-config.ts';
import { rolesOf } from '#contracts/views/store-policy.ts';
import { isGranted, type Permission, roleOf } from '#domain/operator/permission.ts';
import type { Clock } from '#electron/host/clock.ts';
import { hashBadge } from './badge-hash.ts';
import type { PinAttempts } from './pin-attempts.ts';

/** How somebody shows who they are: an operator's id and PIN, or a badge alone. */
export interface Credentials {
  operatorId?: string;
  pin?: string;
  badge?: string;
}

export type Refusal = { ok: false; fault: Fault; retryAfterMs: number };
export type Proven = { ok: true; operatorId: string } | Refusal;

/** The name under which unknown badges are counted, and journalled: they name nobody. */
export const UNKNOWN_BADGE = '(badge)';

/**
 * Unknown badges name nobody, so the wait they cause holds for every badge: it stays so short that whoever has a good one does not
 * notice, and still takes years to guess one.
 */
const BADGE_WAIT_MAX_MS = 1000;

export interface ProofOptions {
  config: HostConfig | null;
  /** Secret key of PIN and badge hashes, base64url. */
  pepper: string;
  attempts: PinAttempts;
  clock: Clock;
  /** A try failed: `operatorId` is who it was for. */
  failed(operatorId: string): Promise<void>;
}

/** Finds out who somebody is. Every try is counted before it is checked; wrong ones in a row must wait longer and longer. */
export async function prove({ operatorId, pin, badge }: Credentials, options: ProofOptions): Promise<Proven> {
  const { config } = options;
  if (!config) return refusal('not-enrolled');
  if (badge !== undefined) return proveBadge(badge, config, options);
  if (operatorId === undefined || pin === undefined) return refusal('pin-wrong');
  const hash = config.pinHashes[operatorId];
  if (!hash) return refusal('operator-unknown');
  return counted(operatorId, options, 'pin-wrong', async () =>
    (await pinFits(hash, pin, options.pepper)) ? operatorId : undefined,
  );
}

function proveBadge(badge: string, { config, badgeHashes = {} }: HostConfig, options: ProofOptions): Promise<Proven> {
  const shown = hashBadge(badge, options.pepper);
  const holder = config.operators.find(({ operatorId }) => badgeHashes[operatorId] === shown)?.operatorId;
  return counted(UNKNOWN_BADGE, options, 'badge-unknown', async () => holder);
}

async function counted(
  name: string,
  { attempts, clock, failed }: ProofOptions,
  code: string,
  check: () => Promise<string | undefined>,
): Promise<Proven> {
  const waitMax = name === UNKNOWN_BADGE ? BADGE_WAIT_MAX_MS : undefined;
  const wait = attempts.waitMs(name, clock.now(), waitMax);
  if (wait > 0) return refusal('pin-locked', wait);
  await attempts.begin(name, clock.now());
  const operatorId = await check();
  if (operatorId === undefined) {
    await failed(name);
    return refusal(code, attempts.waitMs(name, clock.now(), waitMax));
  }
  await attempts.clear(name);
  return { ok: true, operatorId };
}

/** A hash that is not one fits nothing. */
async function pinFits(hash: string, pin: string, pepper: string): Promise<boolean> {
  const secret = Buffer.from(pepper, 'base64url');
  return verify(hash, pin, { secret }).catch(() => false);
}

/** Whether an operator of a register has a role that allows something of a size. */
export function operatorMay(config: RegisterConfig, operatorId: string, permission: Permission, size = 0): boolean {
  const operator = config.operators.find((each) => each.operatorId === operatorId);
  return operator !== undefined && isGranted(roleOf(rolesOf(config), operator.role), permission, size);
}

export function refusal(code: string, retryAfterMs = 0): Refusal {
  return { ok: false, fault: { code }, retryAfterMs };
}
