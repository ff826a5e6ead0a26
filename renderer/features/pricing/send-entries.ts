import { type EntryConflict, PriceListAnswer, type PriceListChange } from '#contracts/http/pricing.ts';
import { askServer } from '#renderer/app/server-api.ts';
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
