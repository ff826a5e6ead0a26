import { type ReactNode, useEffect, useRef } from 'react';
import { haltOf } from '#domain/catalog/sale-stop.ts';
import type { Minor } from '#domain/money/money.ts';
import type { Cart, CartLine } from '#domain/order/cart.ts';
import type { Settled } from '#domain/pricing/settled.ts';
import { CartDiscountRow } from '#renderer/features/sell/cart-discount-row.tsx';
import { CartRow, type GoesTo, spotOf } from '#renderer/features/sell/cart-row.tsx';
import { ExemptRow, NoteRow, ReturnRow } from '#renderer/features/sell/cart-rows.tsx';
import { useSaleStops } from '#renderer/features/sell/use-sale-stops.ts';
import css from './cart-list.module.css';
import type { SaleView } from './sale.ts';
import type { SaleEdit } from './sale-state.ts';

interface CartListProps {
  view: SaleView;
  /** The chain's other stores, where something may be collected. */
  stores: readonly { storeId: string; name: string }[];
  /** How many notices lie over the end of the list. */
  covered: number;
  /** What stands there while there is no cart. */
  empty: ReactNode;
  onOpen: (lineId: string) => void;
  onEdit: (edit: SaleEdit) => void;
}

/** The lines of the cart, oldest first; the line that keys act on stays in sight. */
export function CartList({ view, stores, covered, empty, onOpen, onEdit }: CartListProps) {
  const list = useRef<HTMLUListElement>(null);
  const stops = useSaleStops();
  const { cart, settled, selected } = view;
  const line = cart?.lines.find((one) => one.id === selected);
  const spot = line && spotOf(line);
  const filled = cart !== null;
  useEffect(() => {
    const show = (): void => {
      if (spot) list.current?.querySelector(`[data-spot="${spot}"]`)?.scrollIntoView({ block: 'nearest' });
    };
    show();
    if (!filled || !list.current) return;
    const observer = new ResizeObserver(show);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, [spot, filled]);
  if (!cart) return empty;
  const goesTo = ({ placed }: Cart, { deliveryId }: CartLine): GoesTo | null => {
    const delivery = placed?.deliveries.find(({ id }) => id === deliveryId);
    if (!delivery) return null;
    const store = stores.find(({ storeId }) => storeId === delivery.storeId)?.name ?? delivery.storeId ?? '';
    return { method: delivery.method, place: delivery.method === 'ship' ? (delivery.address?.city ?? '') : store };
  };
  return (
    <ul className={css.list} ref={list} data-covered={covered || undefined}>
      {cart.lines.map((line, index) => (
        <CartRow
          key={line.id}
          line={line}
          settled={settled?.lines[index]}
          selected={line.id === selected}
          goesTo={goesTo(cart, line)}
          halted={haltOf(stops, line) !== null}
          onOpen={() => onOpen(line.id)}
          onEdit={onEdit}
        />
      ))}
      {(cart.returns ?? []).map((line) => (
        <ReturnRow key={line.id} line={line} onRemove={() => onEdit({ type: 'remove-return', returnId: line.id })} />
      ))}
      {cart.taxExemption && (
        <ExemptRow exemption={cart.taxExemption} onRemove={() => onEdit({ type: 'exempt', exemption: null })} />
      )}
      {cart.note && <NoteRow note={cart.note} onRemove={() => onEdit({ type: 'note-cart', note: null })} />}
      {cart.discounts.map((discount) => (
        <CartDiscountRow
          key={discount.id}
          discount={discount}
          amount={takenBy(discount.id, settled)}
          onRemove={() => onEdit({ type: 'remove-discount', discountId: discount.id })}
        />
      ))}
    </ul>
  );
}

/** What a discount on the cart takes, over all lines. */
function takenBy(discountId: string, settled: Settled | null): Minor {
  const adjustments = settled?.lines.flatMap((line) => line.adjustments) ?? [];
  return adjustments.filter((one) => one.discountId === discountId).reduce((sum, one) => sum + one.amount, 0);
}
