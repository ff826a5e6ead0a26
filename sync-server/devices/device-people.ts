import { verify } from '@node-rs/argon2';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { HostInput, HostOutput } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { rolesOf } from '#contracts/views/store-policy.ts';
import { unlockFault } from '#domain/operator/may-unlock.ts';
import { type ProofPorts, prove, refusal } from '#domain/operator/prove.ts';
import { hashBadge } from '#sync-server/commands/hash-badge.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { appendTo, type KeptDraft } from '#sync-server/ingest/append-facts.ts';
import { readHostConfig } from '#sync-server/views/host-config.ts';
import { allowTry, deviceTries } from './device-tries.ts';
import { credentialsOf, type Device } from './find-device.ts';

type Signed = PayloadOf<'operator.signed'>;

/** Checks a PIN or a badge and journals who signed in on a device; whoever was signed in on it is signed out. */
export async function signIn(
  context: ServerContext,
  device: Device,
  { training = false, ...credentials }: HostInput<'operator.sign-in'>,
): Promise<HostOutput<'operator.sign-in'>> {
  // Who trains sells, and nothing is sold here.
  if (training) return refusal('hostless');
  const held = await readHostConfig(context.db, device, context.now());
  if (!held) return refusal('not-enrolled');
  const who = await prove(credentials, proofPorts(context, device, held));
  if (!who.ok) return who;
  const { operatorId } = who;
  const provenBy = credentialsOf(held.pinHashes[operatorId] ?? '', held.badgeHashes?.[operatorId]);
  await appendTo(context, device, async ({ db }) => {
    const { operator_id: before } = await db
      .selectFrom('device')
      .select('operator_id')
      .where('journal_id', '=', device.journalId)
      .executeTakeFirstOrThrow();
    const active = { operator_id: operatorId, credentials: provenBy, active_at: context.now().toISOString() };
    await db.updateTable('device').set(active).where('journal_id', '=', device.journalId).execute();
    const left = before === null ? [] : [signed({ verdict: 'out', operatorId: before, cause: 'switch' }, before)];
    return { facts: [...left, signed({ verdict: 'in', operatorId }, operatorId)], answer: null };
  });
  return { ok: true };
}

/** Signs out whoever is signed in on a device, or was until it lay idle. */
export async function signOut(context: ServerContext, device: Device, cause?: Signed['cause']): Promise<{ ok: true }> {
  await appendTo(context, device, async ({ db }) => {
    const { operator_id: operatorId } = await db
      .selectFrom('device')
      .select('operator_id')
      .where('journal_id', '=', device.journalId)
      .executeTakeFirstOrThrow();
    if (operatorId === null) return { facts: [], answer: null };
    await db.updateTable('device').set({ operator_id: null }).where('journal_id', '=', device.journalId).execute();
    const why = cause === undefined ? {} : { cause };
    return { facts: [signed({ verdict: 'out', operatorId, ...why }, operatorId)], answer: null };
  });
  return { ok: true };
}

/** A manager lets an operator who entered wrong PINs on a device try once more at once. */
export async function unlock(
  context: ServerContext,
  device: Device,
  { blockedId, ...credentials }: HostInput<'operator.unlock'>,
): Promise<HostOutput<'operator.unlock'>> {
  const held = await readHostConfig(context.db, device, context.now());
  if (!held) return refusal('not-enrolled');
  const who = await prove(credentials, proofPorts(context, device, held));
  if (!who.ok) return who;
  const by = who.operatorId;
  const fault = unlockFault(held.config.operators, rolesOf(held.config), by, blockedId);
  if (fault) return refusal(fault);
  await appendTo(context, device, async ({ db }) => {
    await allowTry(db, device, blockedId);
    return { facts: [signed({ verdict: 'unlocked', operatorId: blockedId, by }, by)], answer: null };
  });
  return { ok: true };
}

/** Tries are counted per device, as a host counts those at its own register, and those at a person's PIN on all devices together. */
function proofPorts(context: ServerContext, device: Device, config: HostConfig): ProofPorts {
  const { keys } = context;
  const { pinHashes, badgeHashes = {} } = config;
  return {
    isKnown: (operatorId) => pinHashes[operatorId] !== undefined,
    // A hash that is not one fits nothing.
    pinFits: (operatorId, pin) => verify(pinHashes[operatorId] ?? '', pin, { secret: keys.pepper }).catch(() => false),
    holderOf(badge) {
      const shown = hashBadge(context, badge);
      return config.config.operators.find(({ operatorId }) => badgeHashes[operatorId] === shown)?.operatorId;
    },
    ...deviceTries(context, device),
    async failed(operatorId) {
      const failed = signed({ verdict: 'failed', operatorId }, null);
      await appendTo(context, device, async () => ({ facts: [failed], answer: null }));
    },
  };
}

function signed(payload: Signed, operatorId: string | null): KeptDraft {
  return { kind: 'operator.signed', payload, operatorId };
}
