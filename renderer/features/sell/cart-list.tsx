import { ScanBarcode } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CartRow, spotOf } from '#renderer/features/sell/cart-row.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import css from './cart-list.module.css';
import type { SaleView } from './sale.ts';
import type { SaleEdit } from './sale-state.ts';

interface CartListProps {
  view: SaleView;
  onOpen: (lineId: string) => void;
  onEdit: (edit: SaleEdit) => void;
}

/** The lines of the cart, oldest first; the line that keys act on stays in sight. */
export function CartList({ view, onOpen, onEdit }: CartListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const { cart, settled, selected } = view;
  const line = cart?.lines.find((one) => one.id === selected);
  const spot = line && spotOf(line);
  useEffect(() => {
    if (spot) list.current?.querySelector(`[data-spot="${spot}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [spot]);
  if (!cart) return <Empty icon={ScanBarcode} title={t('sell.empty')} text={t('sell.emptyHint')} />;
  return (
    <ul className={css.list} ref={list}>
      {cart.lines.map((line, index) => (
        <CartRow
          key={line.id}
          line={line}
          settled={settled?.lines[index]}
          selected={line.id === selected}
          onOpen={() => onOpen(line.id)}
          onEdit={onEdit}
        />
      ))}
    </ul>
  );
}
