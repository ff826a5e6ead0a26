import { verify } from '@node-rs/argon2';
import type { HostConfig, RegisterConfig } from '#contracts/views/register-config.ts';
import { rolesOf } from '#contracts/views/store-policy.ts';
import { isGranted, type Permission, roleOf } from '#domain/operator/permission.ts';
import type { ProofPorts } from '#domain/operator/prove.ts';
import type { Clock } from '#electron/host/clock.ts';
import { hashBadge } from './badge-hash.ts';
import type { PinAttempts } from './pin-attempts.ts';

export interface ProofOptions {
  config: HostConfig;
  /** Secret key of PIN and badge hashes, base64url. */
  pepper: string;
  attempts: PinAttempts;
  clock: Clock;
  /** A try failed: `operatorId` is who it was for. */
  failed(operatorId: string): Promise<void>;
}

/** What a host finds out by who somebody is: the hashes in its configuration, and the tries it keeps. */
export function proofPorts({ config, pepper, attempts, clock, failed }: ProofOptions): ProofPorts {
  const { pinHashes, badgeHashes = {} } = config;
  return {
    isKnown: (operatorId) => pinHashes[operatorId] !== undefined,
    pinFits: (operatorId, pin) => pinFits(pinHashes[operatorId] ?? '', pin, pepper),
    holderOf(badge) {
      const shown = hashBadge(badge, pepper);
      return config.config.operators.find(({ operatorId }) => badgeHashes[operatorId] === shown)?.operatorId;
    },
    waitMs: async (name, maxMs) => attempts.waitMs(name, clock.now(), maxMs),
    async begin(name, maxMs) {
      const waitMs = attempts.waitMs(name, clock.now(), maxMs);
      if (waitMs > 0) return { ok: false, waitMs };
      return { ok: true, takeBack: await attempts.begin(name, clock.now()) };
    },
    clear: attempts.clear,
    failed,
  };
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
