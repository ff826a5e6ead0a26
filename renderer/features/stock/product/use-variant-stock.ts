import { useEffect, useState } from 'react';
import { type MovementRow, VariantStockAnswer } from '#contracts/http/stock.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { type Asked, useServer } from '#renderer/app/use-server.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';

const PAGE = '200';

export interface VariantStock {
  /** What this till knows by itself; null until it is looked up, undefined where there is no such product. */
  card: VariantCard | null | undefined;
  asked: Asked<VariantStockAnswer>;
  movements: readonly MovementRow[];
  /** Reads on; null at the end. */
  more: (() => void) | null;
}

/** One product's stock: the till's own figure, kept current, and the server's answer for a location. */
export function useVariantStock(variantId: string, locationId: string): VariantStock {
  const path = `/stock/variants/${encodeURIComponent(variantId)}`;
  const card = useCard(variantId);
  const asked = useServer(path, VariantStockAnswer, { locationId, limit: PAGE });
  const first = asked.answer?.ok ? asked.answer.value : null;
  const [rest, setRest] = useState<{
    of: VariantStockAnswer;
    rows: readonly MovementRow[];
    next: string | null;
  } | null>(null);
  const [reading, setReading] = useState(false);
  const followed = rest !== null && rest.of === first ? rest : null;
  const next = followed ? followed.next : (first?.next ?? null);

  async function readOn(): Promise<void> {
    if (!first || next === null || reading) return;
    setReading(true);
    const answer = await askServer(path, VariantStockAnswer, { query: { locationId, limit: PAGE, before: next } });
    setReading(false);
    if (!answer.ok) return asked.again();
    setRest({ of: first, rows: [...(followed?.rows ?? []), ...answer.value.movements], next: answer.value.next });
  }

  return {
    card,
    asked,
    movements: [...(first?.movements ?? []), ...(followed?.rows ?? [])],
    more: next === null ? null : () => void readOn(),
  };
}

function useCard(variantId: string): VariantCard | null | undefined {
  const store = useStore(useTill().store);
  const [card, setCard] = useState<VariantCard | null | undefined>(null);
  useEffect(() => {
    if (!store) return;
    let wanted = true;
    const look = async (): Promise<void> => {
      const [found] = await store.cards([variantId]);
      if (wanted) setCard(found ?? undefined);
    };
    void look();
    const stop = store.onChange((changed) => {
      if (changed === null || changed.includes(variantId)) void look();
    });
    return () => {
      wanted = false;
      stop();
    };
  }, [store, variantId]);
  return card;
}
