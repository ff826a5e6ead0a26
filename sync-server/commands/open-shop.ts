import { timingSafeEqual } from 'node:crypto';
import type { SetupAnswer, SetupRequest } from '#contracts/http/setup.ts';
import { shopFaults } from '#contracts/settings/shop-faults.ts';
import type { OperatorSettings } from '#contracts/views/register-config.ts';
import { DEFAULT_ROLES } from '#domain/operator/permission.ts';
import { admit, type Enrolment, enrolAgain, findCode, receiptSeriesOf } from '#sync-server/commands/enrol-register.ts';
import { hashPin } from '#sync-server/commands/hash-pin.ts';
import { codeExpiry, hashOfCode } from '#sync-server/commands/issue-code.ts';
import { planSettings, type SettingsChange } from '#sync-server/commands/publish-settings.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';
import { readPublicKey } from '#sync-server/ingest/crypto.ts';

export type OpenResult =
  | { ok: true; answer: SetupAnswer }
  | { ok: false; code: 'setup-code-invalid' | 'setup-done' | 'body-invalid'; reason: string };

/** The owner's role: the one that may do everything. */
const OWNER_ROLE = 'manager';
const OWNER_ID = 'owner';

/** Whether the first store is still to be opened. */
export async function hasNoStore({ db }: Pick<ServerContext, 'db'>): Promise<boolean> {
  return (await db.selectFrom('store').select('store_id').limit(1).executeTakeFirst()) === undefined;
}

/**
 * Opens a chain's first store: its settings and taxes, the default roles, its owner and its first register, all in one transaction,
 * so that there is all of it or nothing. From then on the setup code opens nothing more; to the journal that used it the same
 * enrolment is answered again.
 */
export async function openShop(context: ServerContext, request: SetupRequest): Promise<OpenResult> {
  const { code, journalId, publicKey, shop } = request;
  if (!readPublicKey(publicKey)) return refusal('body-invalid', 'the public key is not Ed25519 SPKI DER');
  if (!isSetupCode(context, code)) return refusal('setup-code-invalid', 'this is not the setup code of this server');
  const faults = shopFaults(shop);
  if (faults.length > 0) return { ok: true, answer: { ok: false, faults: faults.slice(0, 200) } };
  // Outside of the transaction: it takes long on purpose.
  const pinHash = await hashPin(context, shop.owner.pin);
  return appendFacts<OpenResult>(context, async (tx) => {
    if (!(await hasNoStore(tx))) {
      const used = await findCode(context, tx, code);
      const again = used?.used_by ? await enrolAgain(context, tx, used.used_by, { journalId, publicKey }) : null;
      if (again?.ok) return { facts: [], answer: { ok: true, answer: { ok: true, enrolment: again.answer } } };
      return { facts: [], answer: refusal('setup-done', 'this server has a store already') };
    }
    const facts: ServerDraft[] = [];
    for (const change of settingsOf(request, pinHash)) {
      const planned = await planSettings(tx, change);
      if (!planned.ok) return { facts: [], answer: refusal('body-invalid', planned.reason) };
      facts.push(...planned.facts);
    }
    const enrolment = enrolmentOf(request);
    await tx.db
      .insertInto('register_code')
      .values({
        code_hash: hashOfCode(code),
        store_id: enrolment.storeId,
        register_id: enrolment.registerId,
        name: enrolment.name,
        expires_at: codeExpiry(context.now()),
        used_by: journalId,
      })
      .execute();
    const answer = await admit(context, tx, enrolment);
    facts.push({ kind: 'register.enrolled', payload: enrolment });
    return { facts, answer: { ok: true, answer: { ok: true, enrolment: answer } } };
  });
}

function refusal(code: Extract<OpenResult, { ok: false }>['code'], reason: string): OpenResult {
  return { ok: false, code, reason };
}

function isSetupCode({ setupCode }: ServerContext, code: string): boolean {
  return timingSafeEqual(Buffer.from(hashOfCode(code), 'hex'), Buffer.from(hashOfCode(setupCode), 'hex'));
}

/** The store before its taxes, the roles before the owner who has one. */
function settingsOf({ shop: { store, rules, owner } }: SetupRequest, pinHash: string): SettingsChange[] {
  const { storeId } = store;
  const after: OperatorSettings = {
    operatorId: OWNER_ID,
    name: owner.name,
    initials: owner.initials,
    role: OWNER_ROLE,
    storeIds: [storeId],
    pinHash,
  };
  return [
    { entity: 'store', entityId: storeId, after: { ...store, demo: false } },
    { entity: 'tax-rules', entityId: storeId, after: { ...rules, version: 1 } },
    ...DEFAULT_ROLES.map((role): SettingsChange => ({ entity: 'role', entityId: role.roleId, after: role })),
    { entity: 'operator', entityId: OWNER_ID, after },
  ];
}

function enrolmentOf({ journalId, publicKey, shop: { store, registerName } }: SetupRequest): Enrolment {
  const registerId = `${store.storeId}-R1`;
  return {
    registerId,
    storeId: store.storeId,
    name: registerName,
    journalId,
    incarnation: 1,
    receiptSeries: receiptSeriesOf(registerId, 1, new Set()),
    publicKey,
  };
}
