import { useEffect, useMemo } from 'react';
import Type, { type Static } from 'typebox';
import { ExpectedOrderList, SupplierList } from '#contracts/http/stock.ts';
import { Id, parseJson } from '#contracts/schema.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { type Asked, useServer } from '#renderer/app/use-server.ts';

const Known = Type.Array(Type.Object({ id: Id, name: Type.String() }, { additionalProperties: false }));
export type KnownSupplier = Static<typeof Known>[number];

const KEY = 'omnitill-stock-suppliers';

/**
 * Suppliers by name: all of them for whoever may buy, those of the location's orders for everybody; as they were last known
 * without a network. `orders` is what the location's orders were asked by.
 */
export function useSuppliers(
  mayBuy: boolean,
  locationId: string,
): { suppliers: readonly KnownSupplier[]; orders: Asked<ExpectedOrderList> } {
  const { kept } = useTill();
  const listed = useServer(mayBuy ? '/suppliers' : null, SupplierList);
  const orders = useServer('/purchase-orders', ExpectedOrderList, { locationId });
  const told = useMemo((): KnownSupplier[] | null => {
    if (!listed.answer?.ok && !orders.answer?.ok) return null;
    const all = listed.answer?.ok ? listed.answer.value.suppliers : [];
    const active = all.filter(({ supplier }) => supplier.status === 'active');
    const names = new Map(active.map(({ supplier }) => [supplier.supplierId, supplier.name]));
    if (orders.answer?.ok)
      for (const { order, supplierName } of orders.answer.value.orders) names.set(order.supplierId, supplierName);
    return [...names].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name));
  }, [listed.answer, orders.answer]);
  useEffect(() => {
    if (told) kept.setItem(KEY, JSON.stringify(told));
  }, [kept, told]);
  const before = parseJson(Known, kept.getItem(KEY) ?? '[]');
  return { suppliers: told ?? (before.ok ? before.value : []), orders };
}
