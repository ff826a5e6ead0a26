import type { Static } from 'typebox';
import Type from 'typebox';
import { ElsewhereAnswer } from '#contracts/http/stock.ts';
import { Id, parseJson } from '#contracts/schema.ts';
import { askServer, type Fetch } from '#renderer/app/server-api.ts';

/** What other stores have of a variant, as of `at`. */
export type Elsewhere = ElsewhereAnswer;

const KEPT_MAX = 200;
const KEY = 'omnitill.elsewhere';
const Kept = Type.Array(Type.Object({ variantId: Id, ...ElsewhereAnswer.properties }, { additionalProperties: false }));

/** What the server says stores have; while it does not answer, what it said last, however old; null where it was never asked. */
export async function askElsewhere(
  variantId: string,
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  fetch?: Fetch,
): Promise<Elsewhere | null> {
  const kept = readKept(storage);
  const answer = await askServer(`/stock/elsewhere/${encodeURIComponent(variantId)}`, ElsewhereAnswer, {}, fetch);
  if (!answer.ok) {
    const last = kept.find((one) => one.variantId === variantId);
    return last ? { at: last.at, stores: last.stores } : null;
  }
  const others = kept.filter((one) => one.variantId !== variantId);
  storage.setItem(KEY, JSON.stringify([{ variantId, ...answer.value }, ...others].slice(0, KEPT_MAX)));
  return answer.value;
}

function readKept(storage: Pick<Storage, 'getItem'>): Static<typeof Kept> {
  const parsed = parseJson(Kept, storage.getItem(KEY) ?? '[]');
  return parsed.ok ? parsed.value : [];
}
