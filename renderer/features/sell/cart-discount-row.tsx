import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Minor } from '#domain/money/money.ts';
import type { Discount } from '#domain/order/cart.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { IconAction } from '#renderer/ui/action.tsx';
import css from './cart-row.module.css';

interface CartDiscountRowProps {
  discount: Discount;
  amount: Minor;
  onRemove: () => void;
}

/** A discount on the whole cart, below its lines. */
export function CartDiscountRow({ discount, amount, onRemove }: CartDiscountRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const reason = reasonWords(t, discount.reason);
  const words =
    discount.kind === 'percent'
      ? t('sell.cartDiscountPercent', { percent: formats.percent(discount.value), reason })
      : t('sell.cartDiscount', { reason });
  return (
    <li className={css.row} data-testid="cart-discount-row">
      <span className={css.what}>{words}</span>
      <IconAction icon={X} label={t('discount.remove')} onClick={onRemove} />
      <span className={css.amount}>{formats.amount(amount)}</span>
    </li>
  );
}
