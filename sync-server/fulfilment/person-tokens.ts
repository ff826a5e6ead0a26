import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import Type from 'typebox';
import { parseJson } from '#contracts/schema.ts';
import { fold } from '#domain/text/fold.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readTexts } from '#sync-server/db/vault.ts';

const CUSTOMER = Type.Object({
  name: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
});

const TOKEN_LENGTH = 16;
const PREFIX_MIN = 3;
/** By how many of its last digits a phone number is found: so also by how it is dialled in its own country. */
const PHONE_END = 4;
const PHONE_END_MAX = 12;
/** Digits in groups are a phone number from so many on. */
const PHONE_WHOLE = 7;
const AT_ONCE = 500;

/**
 * Reads from the vault what customers of orders are found by, once it is there: keyed hashes of the words of their names and how those begin,
 * of their phone number and its last digits, and of their e-mail address. Of somebody who was erased nothing is found.
 */
export async function readPersons(context: ServerContext): Promise<void> {
  const { db } = context;
  const rows = await db
    .selectFrom('online_order')
    .select(['order_id', 'customer_id'])
    .where('person_tokens', 'is', null)
    .where('customer_id', 'is not', null)
    .orderBy('placed_at', 'desc')
    .limit(AT_ONCE)
    .execute();
  const texts = await readTexts(
    db,
    rows.flatMap(({ customer_id }) => customer_id ?? []),
  );
  for (const { order_id, customer_id } of rows) {
    const text = texts.get(customer_id ?? '');
    const customer = text === undefined ? undefined : parseJson(CUSTOMER, text);
    if (!customer?.ok) continue;
    const tokens = [...new Set(wordsOf(customer.value).map((word) => tokenOf(context, word)))];
    await sql`update online_order set person_tokens = ${tokens}::text[] where order_id = ${order_id}`.execute(db);
  }
}

/** What somebody who searches for a word may mean of a person. */
export function searchTokens({ keys }: Pick<ServerContext, 'keys'>, word: string): string[] {
  const digits = word.replace(/\D/g, '');
  const isPhone = digits.length >= PHONE_END && /^[\d\s+()./-]+$/.test(word);
  return [
    word,
    ...(isPhone ? [`+${digits}`, `+${digits.replace(/^0+/, '')}`, `…${digits.replace(/^0+/, '')}`, `…${digits}`] : []),
  ].map((each) => tokenOf({ keys }, each));
}

function tokenOf({ keys }: Pick<ServerContext, 'keys'>, word: string): string {
  return createHmac('sha256', keys.pepper).update(`order-person\n${word}`).digest('base64url').slice(0, TOKEN_LENGTH);
}

function wordsOf({ name = '', phone = '', email = '' }: { name?: string; phone?: string; email?: string }): string[] {
  const words = fold(name).split(' ').filter(Boolean);
  const begins = words.flatMap((word) => {
    const letters = [...word];
    // A Chinese name is found by any of its characters, as people write no blanks.
    const least = /\p{Script=Han}/u.test(word) ? 1 : PREFIX_MIN;
    const prefixes = letters.map((_, index) => letters.slice(0, index + 1).join(''));
    return [word, ...prefixes.filter((prefix) => [...prefix].length >= least)];
  });
  const digits = phone.replace(/\D/g, '');
  const phones = digits === '' ? [] : [`+${digits}`, `+${digits.replace(/^0+/, '')}`, ...endsOf(digits)];
  const mail = fold(email);
  return [...begins, ...phones, ...(mail === '' ? [] : [mail, mail.split('@')[0] ?? mail])];
}

function endsOf(digits: string): string[] {
  const longest = Math.min(digits.length, PHONE_END_MAX);
  return Array.from({ length: Math.max(0, longest - PHONE_END + 1) }, (_, at) => `…${digits.slice(-PHONE_END - at)}`);
}

/** The phone number that a search may be, however its digits are grouped; null where it is none. */
export function phoneIn(search: string): string | null {
  const isPhone = /^[\d\s+()./-]+$/.test(search) && search.replace(/\D/g, '').length >= PHONE_WHOLE;
  return isPhone ? search.replace(/[^\d+]/g, '') : null;
}
