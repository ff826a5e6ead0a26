import { useTranslation } from 'react-i18next';
import type { Minor } from '#domain/money/money.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { SaleView } from '#renderer/features/sell/sale.ts';
import { useMemberName } from '#renderer/features/sell/use-member-name.ts';
import css from './pay-summary.module.css';

/** What is being paid for, to read along with the customer. */
export function PaySummary({ view, rounding }: { view: SaleView; rounding: Minor }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { cart, settled, rules } = view;
  if (!cart || !settled) return null;
  if (cart.accountPayment !== undefined)
    return <AccountSummary amount={cart.accountPayment} memberId={cart.memberId} />;
  return (
    <>
      <ul className={css.lines}>
        {cart.lines.map((line, index) => (
          <li key={line.id} className={css.line}>
            <span className={css.quantity}>{formats.quantity(line.quantity, line.unit)} ×</span>
            <span className={css.name}>{line.name}</span>
            <span className={css.amount}>{formats.amount(settled.lines[index]?.listAmount ?? 0)}</span>
          </li>
        ))}
        {cart.returns?.map((line) => (
          <li key={line.id} className={css.line} data-testid="pay-return">
            <span className={css.quantity}>{formats.quantity(line.quantity, line.unit)} ×</span>
            <span className={css.name}>{t('pay.returned', { name: line.name })}</span>
            <span className={css.amount}>{formats.amount(line.amount)}</span>
          </li>
        ))}
      </ul>
      <dl className={css.sums}>
        {settled.adjustmentTotal !== 0 && (
          <div>
            <dt>{t('sell.discounts')}</dt>
            <dd>{formats.amount(settled.adjustmentTotal)}</dd>
          </div>
        )}
        <div>
          <dt>{rules?.pricesIncludeTax ? t('sell.taxIncluded') : t('sell.taxAdded')}</dt>
          <dd>{formats.amount(settled.taxTotal)}</dd>
        </div>
        {rounding !== 0 && (
          <div>
            <dt>{t('pay.rounding')}</dt>
            <dd>{formats.amount(rounding)}</dd>
          </div>
        )}
        <div className={css.total}>
          <dt>{t('sell.total')}</dt>
          <dd>{formats.money(settled.total)}</dd>
        </div>
      </dl>
    </>
  );
}

/** The member whose account is paid, and how much. */
function AccountSummary({ amount, memberId }: { amount: Minor; memberId: string | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const member = useMemberName(memberId ?? null);
  return (
    <>
      <ul className={css.lines}>
        <li className={css.line} data-testid="pay-account">
          <span className={css.name}>{t('account.of', { member: member ?? memberId ?? '' })}</span>
          <span className={css.amount}>{formats.amount(amount)}</span>
        </li>
      </ul>
      <dl className={css.sums}>
        <div className={css.total}>
          <dt>{t('sell.total')}</dt>
          <dd>{formats.money(amount)}</dd>
        </div>
      </dl>
    </>
  );
}
