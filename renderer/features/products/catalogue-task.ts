import type { TFunction } from 'i18next';
import { v7 as uuid } from 'uuid';
import type { CatalogueChange } from '#contracts/http/catalogue.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { type Failed, NO_TALLY, type PartSent } from '#renderer/features/many/send-parts.ts';
import type { ProductsBack } from './import-undo.ts';
import { sendHomes } from './send-homes.ts';
import { type ChangeEnd, sendChange } from './use-change.ts';

/** What was published of a change, and what of it was not taken. */
export type GoodSent =
  | { ok: true; revisions: Readonly<Record<string, number>>; failed: readonly Failed[] }
  | { ok: false; offline: boolean; code: string };

/** How often what stands in the way is left out before the whole part is refused. */
const TRIES = 3;

/**
 * Sends a change without what cannot be of it: a product that somebody changed meanwhile is left out and told.
 */
export async function sendGood(change: CatalogueChange, t: TFunction): Promise<GoodSent> {
  let rest = change;
  const failed: Failed[] = [];
  for (let tries = 0; tries < TRIES; tries++) {
    if (isEmpty(rest)) return { ok: true, revisions: {}, failed };
    const ended = await sendChange({ ...rest, changeId: tries === 0 ? rest.changeId : uuid() });
    if (ended.end === 'done') return { ok: true, revisions: ended.revisions, failed };
    if (ended.end === 'unsent') return { ok: false, offline: ended.offline, code: ended.code };
    const reasons = reasonsOf(ended, t);
    for (const [key, reason] of reasons) failed.push({ key, line: null, reason });
    rest = without(rest, new Set(reasons.keys()));
  }
  return { ok: true, revisions: {}, failed: [...failed, ...keysOf(rest).map((key) => refusedFor(key, t))] };
}

/** Takes products back, each by itself: what stands in the catalogue, then where they lie. */
export async function takeProductsBack({ changes, homes }: ProductsBack, t: TFunction): Promise<PartSent<never>> {
  const failed: Failed[] = [];
  for (const change of changes) {
    const said = await sendGood(change, t);
    if (!said.ok) return said;
    failed.push(...said.failed);
  }
  failed.push(...(await sendHomes(homes, t)));
  return { ok: true, tally: NO_TALLY, failed, back: [] };
}

function reasonsOf({ conflicts, faults }: Extract<ChangeEnd, { end: 'refused' }>, t: TFunction): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const { id } of conflicts) reasons.set(idOf(id), t('many.changedMeanwhile'));
  for (const { id, code } of faults) reasons.set(idOf(id), errorWords(t, code).title);
  return reasons;
}

/** A price's id is `storeId/variantId`. */
function idOf(id: string): string {
  return id.split('/').at(-1) ?? id;
}

function refusedFor(key: string, t: TFunction): Failed {
  return { key, line: null, reason: errorWords(t, 'change-conflict').title };
}

function isEmpty({ categories, variants, prices }: CatalogueChange): boolean {
  return categories.length + variants.length + prices.length === 0;
}

function keysOf({ categories, variants, prices }: CatalogueChange): string[] {
  return [
    ...new Set([
      ...categories.map(({ after }) => after.categoryId),
      ...variants.map(({ after }) => after.variantId),
      ...prices.map(({ variantId }) => variantId),
    ]),
  ];
}

function without(change: CatalogueChange, keys: ReadonlySet<string>): CatalogueChange {
  return {
    ...change,
    categories: change.categories.filter(({ after }) => !keys.has(after.categoryId)),
    variants: change.variants.filter(({ after }) => !keys.has(after.variantId)),
    prices: change.prices.filter(({ variantId }) => !keys.has(variantId)),
  };
}
