import type { TFunction } from 'i18next';
import { v7 as uuid } from 'uuid';
import { type EntryConflict, PriceListAnswer, type PriceListChange } from '#contracts/http/pricing.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { type Failed, NO_TALLY, type PartSent } from '#renderer/features/many/send-parts.ts';
import type { ChangeEnd } from '#renderer/features/products/use-change.ts';

/** How changing prices of a list ended; `versions` by variant, of what was done. */
export interface EntriesSent {
  versions: ReadonlyMap<string, number>;
  conflicts: readonly EntryConflict[];
  end: Extract<ChangeEnd, { end: 'unsent' }> | null;
}

/** Sends changes one after another until one is refused; those before it are done. */
export async function sendEntries(changes: readonly PriceListChange[]): Promise<EntriesSent> {
  const versions = new Map<string, number>();
  const unsent = (offline: boolean, code: string): EntriesSent => {
    return { versions, conflicts: [], end: { end: 'unsent', offline, code } };
  };
  for (const change of changes) {
    const answer = await askServer('/price-lists/changes', PriceListAnswer, { method: 'POST', body: change });
    if (!answer.ok) return unsent(answer.offline, answer.offline ? 'offline' : answer.code);
    const said = answer.value;
    if (!said.ok) {
      if ('faults' in said) return unsent(false, said.faults[0] ?? 'internal');
      return { versions, conflicts: said.conflicts.entries, end: null };
    }
    for (const { variantId } of change.entries) versions.set(variantId, said.version);
  }
  return { versions, conflicts: [], end: null };
}

/** What was set of a change, and what of it was not: prices that somebody set meanwhile are left out and told. */
export type GoodEntries =
  | { ok: true; versions: ReadonlyMap<string, number>; failed: readonly Failed[] }
  | { ok: false; offline: boolean; code: string };

export async function sendGoodEntries(change: PriceListChange, t: TFunction): Promise<GoodEntries> {
  const first = await sendEntries([change]);
  if (first.end) return { ok: false, offline: first.end.offline, code: first.end.code };
  const keys = new Set(first.conflicts.map(({ variantId }) => variantId));
  const failed = [...keys].map((key): Failed => ({ key, line: null, reason: t('many.changedMeanwhile') }));
  const entries = change.entries.filter(({ variantId }) => !keys.has(variantId));
  if (keys.size === 0 || entries.length === 0) return { ok: true, versions: first.versions, failed };
  const rest = await sendEntries([{ ...change, changeId: uuid(), entries }]);
  if (rest.end) return { ok: false, offline: rest.end.offline, code: rest.end.code };
  const late = rest.conflicts.map(({ variantId: key }): Failed => {
    return { key, line: null, reason: t('many.changedMeanwhile') };
  });
  return { ok: true, versions: rest.versions, failed: [...failed, ...late] };
}

/** Takes prices of a list back. */
export async function takeEntriesBack(change: PriceListChange, t: TFunction): Promise<PartSent<never>> {
  const said = await sendGoodEntries(change, t);
  return said.ok ? { ok: true, tally: NO_TALLY, failed: said.failed, back: [] } : said;
}
