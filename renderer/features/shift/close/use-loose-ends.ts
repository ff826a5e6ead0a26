import { useCallback, useEffect, useState } from 'react';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Cart } from '#domain/order/cart.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { taxRulesNow } from '#renderer/app/tax-rules-now.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { TillStore } from '#renderer/store/till-store.ts';
import { abandonDrafts, type LooseCart } from './loose-ends.ts';

/** Carts that nobody paid: put aside on this register, or left in hand when their operator went. In training none is asked for. */
export function useLooseEnds(
  config: RegisterConfig,
  training: boolean,
): {
  /** `null` until they are known. */
  carts: readonly LooseCart[] | null;
  abandon: (loose: LooseCart, reason: string) => Promise<Fault | null>;
} {
  const { host, store } = useTill();
  const database = useStore(store);
  const [carts, setCarts] = useState<readonly LooseCart[] | null>(null);
  const { operators } = config;
  const look = useCallback(async (): Promise<void> => {
    if (training) setCarts([]);
    else if (database)
      setCarts(
        await looseCarts(
          database,
          operators.map(({ operatorId }) => operatorId),
        ),
      );
  }, [database, operators, training]);
  useEffect(() => {
    void look();
    return database?.onParked(() => void look());
  }, [database, look]);

  async function abandon(loose: LooseCart, reason: string): Promise<Fault | null> {
    if (!database) return { code: 'storage-unusable' };
    const drafts: FactDraft[] = abandonDrafts(loose, reason, taxRulesNow(config));
    const answer = await attempt(host, 'journal.append', { drafts });
    if (!answer.ok) return answer.fault;
    await database.project(answer.facts);
    if (loose.parkId === null) await database.dropCart(loose.cart.id);
    else await database.unparkCart(loose.parkId);
    await look();
    return null;
  }
  return { carts, abandon };
}

async function looseCarts(database: TillStore, operatorIds: readonly string[]): Promise<LooseCart[]> {
  const parked = (await database.parkedCarts()).filter(({ state }) => state === 'here');
  const left = await Promise.all(operatorIds.map((operatorId) => database.loadCart(operatorId)));
  const holdsSomething = (cart: Cart | null): cart is Cart =>
    cart !== null && (cart.lines.length > 0 || (cart.returns?.length ?? 0) > 0);
  return [
    ...parked.map(({ parkId, operatorId, cart }) => ({ parkId, operatorId, cart })),
    ...left.filter(holdsSomething).map((cart) => ({ parkId: null, operatorId: cart.operatorId, cart })),
  ];
}
