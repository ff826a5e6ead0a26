import { CirclePause, Ellipsis, Percent, Trash2, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import type { Cart } from '#domain/order/cart.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useMemberName } from '#renderer/features/sell/use-member-name.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Figure } from '#renderer/ui/figure.tsx';
import css from './cart-foot.module.css';
import type { SaleView } from './sale.ts';
import { useParked } from './use-parked.ts';

interface CartFootProps {
  view: SaleView;
  /** Of the store at present: what an empty cart will be taxed by. */
  storeRules: TaxRules;
  onDiscount: () => void;
  onMember: () => void;
  onPark: () => void;
  onActions: () => void;
  onClear: () => void;
}

/** What concerns the whole cart, and what it comes to. */
export function CartFoot({ view, storeRules, onDiscount, onMember, onPark, onActions, onClear }: CartFootProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { cart, settled, rules, memberAhead } = view;
  const member = useMemberName(cart?.memberId ?? memberAhead);
  const parked = useParked().length;
  const included = (rules ?? storeRules).pricesIncludeTax;
  return (
    <div className={css.foot}>
      <div className={css.actions}>
        <Action tone="plain" icon={UserRound} hint="F6" onClick={onMember} data-testid="member">
          {member ?? t('sell.member')}
        </Action>
        <Action tone="plain" icon={Percent} hint="F7" disabled={!cart} onClick={onDiscount} data-testid="cart-discount">
          {t('sell.discount')}
        </Action>
        <Action tone="plain" icon={CirclePause} hint="F9" onClick={onPark} data-testid="park-open" data-count={parked}>
          {parked === 0 ? t('sell.park') : t('sell.parked', { count: parked })}
        </Action>
        <Action tone="plain" icon={Ellipsis} hint="F10" onClick={onActions} data-testid="actions-open">
          {t('sell.actions')}
        </Action>
        <span className={css.gap} />
        {cart && (
          <Action tone="quiet" icon={Trash2} onClick={onClear} data-testid="clear">
            {t('sell.clear')}
          </Action>
        )}
      </div>
      <div className={css.totals}>
        <dl className={css.parts}>
          <div>
            <dt>{t('sell.items', { count: pieces(cart) })}</dt>
          </div>
          {settled && settled.returnTotal !== 0 && (
            <div>
              <dt>{t('sell.returns')}</dt>
              <dd data-testid="returns-total">{formats.amount(settled.returnTotal)}</dd>
            </div>
          )}
          {settled && settled.adjustmentTotal !== 0 && (
            <div>
              <dt>{t('sell.discounts')}</dt>
              <dd data-testid="discounts">{formats.amount(settled.adjustmentTotal)}</dd>
            </div>
          )}
          <div>
            <dt>{included ? t('sell.taxIncluded') : t('sell.taxAdded')}</dt>
            <dd data-testid="tax">{formats.amount(settled?.taxTotal ?? 0)}</dd>
          </div>
        </dl>
        <div className={css.total}>
          <span className={css.totalWord}>{t((settled?.total ?? 0) < 0 ? 'sell.toGiveBack' : 'sell.total')}</span>
          <Figure text={formats.money(settled?.total ?? 0)} size={56} testId="total" />
        </div>
      </div>
    </div>
  );
}

/** Pieces in the cart; what is weighed or measured counts as one a line. */
function pieces(cart: Cart | null): number {
  return (cart?.lines ?? []).reduce((sum, line) => sum + (UNIT_SCALE[line.unit] === 1 ? line.quantity : 1), 0);
}
