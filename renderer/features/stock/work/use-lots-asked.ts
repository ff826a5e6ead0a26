import { useEffect } from 'react';
import { VariantStockAnswer } from '#contracts/http/stock.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { filledLines, setLine } from './draft-lines.ts';
import type { StockWork } from './stock-work.ts';

/** Finds out, one product after the other, whether what comes in had batches or expiries before. */
export function useLotsAsked(work: StockWork, locationId: string): void {
  const online = useStore(useTill().hostView).status?.online ?? false;
  const { draft } = useStore(work.view);
  const next = draft.kind === 'receive' ? filledLines(draft).find(({ hadLots }) => hadLots === undefined) : undefined;
  const lineId = next?.lineId;
  const variantId = next?.variantId;
  useEffect(() => {
    if (!online || lineId === undefined || variantId === undefined) return;
    const leave = new AbortController();
    const path = `/stock/variants/${encodeURIComponent(variantId)}`;
    const asking = { query: { locationId, limit: '1' }, signal: leave.signal };
    void askServer(path, VariantStockAnswer, asking).then((answer) => {
      if (leave.signal.aborted || (!answer.ok && answer.offline)) return;
      const hadLots = answer.ok && answer.value.lots.some(({ batch, expiry }) => batch !== null || expiry !== null);
      work.note((current) => setLine(current, lineId, { hadLots }));
    });
    return () => leave.abort();
  }, [online, lineId, variantId, locationId, work]);
}
