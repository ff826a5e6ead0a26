import type { CodeAnswer, CodeKind } from '#contracts/http/api.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { channelRegisters } from '#sync-server/db/channel-registers.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';

/** Crockford's base 32: nothing that is read or heard as something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;
const CODE_HOURS = 24;

export type CodeResult = { ok: true; codeId: string; answer: CodeAnswer } | { ok: false; reason: string };

/**
 * A code that enrols one till, once, within 24 hours, or admits one tablet. With `registerId` it replaces that register's
 * incarnation, which is a till's, without it makes a new register. Only its hash is kept.
 */
export async function issueCode(
  { db, now, random, newId }: ServerContext,
  {
    storeId,
    kind = 'till',
    registerId,
    name,
    issuedBy = null,
  }: { storeId: string; kind?: CodeKind; registerId?: string; name?: string; issuedBy?: string | null },
): Promise<CodeResult> {
  const store = await db.selectFrom('store').select('store_id').where('store_id', '=', storeId).executeTakeFirst();
  if (!store) return { ok: false, reason: `there is no store ${storeId}` };
  if (registerId !== undefined) {
    if (kind === 'tablet') return { ok: false, reason: 'a tablet replaces no register' };
    const register = await db
      .selectFrom('register')
      .select('store_id')
      .where('register_id', '=', registerId)
      .where('register_id', 'not in', channelRegisters(db))
      .executeTakeFirst();
    if (register?.store_id !== storeId) return { ok: false, reason: `store ${storeId} has no register ${registerId}` };
  }
  const code = newCode(random);
  const expiresAt = codeExpiry(now());
  const codeId = newId();
  await db
    .insertInto('register_code')
    .values({
      code_id: codeId,
      code_hash: hashOfCode(code),
      store_id: storeId,
      kind,
      register_id: registerId ?? null,
      name: name ?? null,
      expires_at: expiresAt,
      issued_by: issuedBy,
    })
    .execute();
  return { ok: true, codeId, answer: { code, storeId, expiresAt } };
}

/** A code that people can read out and type. */
export function newCode(random: ServerContext['random']): string {
  return [...random(CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** Until when a code that is issued now holds. */
export function codeExpiry(now: Date): string {
  return new Date(now.getTime() + CODE_HOURS * 3_600_000).toISOString();
}

/** Codes are typed by people: case, blanks, hyphens and look-alikes don't matter. */
export function hashOfCode(code: string): string {
  const read = code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return hashOfText(`register-code\n${read}`);
}
