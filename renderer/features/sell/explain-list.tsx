import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Unit } from '#domain/catalog/variant.ts';
import type { Explanation, Settled } from '#domain/pricing/settled.ts';
import type { Formats } from '#renderer/app/format.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from './explain-list.module.css';

interface ExplainListProps {
  settled: Settled;
  lineId: string;
  unit: Unit;
}

/** Why a line costs what it costs, step by step, in words. */
export function ExplainList({ settled, lineId, unit }: ExplainListProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const steps = settled.explain.filter((step) => step.lineId === lineId || step.lineId === undefined);
  const line = settled.lines.find((one) => one.lineId === lineId);
  return (
    <ol className={css.steps} data-testid="explain">
      {steps.map((step) => (
        <li key={JSON.stringify(step)} className={css.step}>
          <span>{stepWords(t, formats, step, unit)}</span>
          <span className={css.amount}>{stepAmount(formats, step)}</span>
        </li>
      ))}
      <li className={css.sum}>
        <span>{t('explain.line')}</span>
        <span className={css.amount}>{formats.money(line?.amount ?? 0)}</span>
      </li>
    </ol>
  );
}

function stepWords(t: TFunction, formats: Formats, { code, params }: Explanation, unit: Unit): string {
  const number = (name: string): number => Number(params[name] ?? 0);
  const value = params.kind === 'percent' ? formats.percent(number('value')) : formats.money(number('value'));
  const reason = reasonWords(t, String(params.reason ?? ''));
  const rate = formats.percent(number('ratePpm'));
  switch (code) {
    case 'list-price':
      return t('explain.listPrice', {
        quantity: formats.quantity(number('quantity'), unit),
        price: formats.money(number('unitPrice')),
      });
    case 'line-discount':
      return t('explain.lineDiscount', { value, reason });
    case 'cart-discount':
      return t('explain.cartDiscount', { value, reason });
    case 'discount-capped':
      return t('explain.discountCapped', { value, left: formats.money(number('left')) });
    case 'tax-included':
      return t('explain.taxIncluded', { rate, base: formats.money(number('base')) });
    case 'tax-added':
      return t('explain.taxAdded', { rate, base: formats.money(number('base')) });
    case 'tax-rounding':
      return t('explain.taxRounding', { rate });
    case 'tax-exemption':
      return t('explain.taxExemption', { reason });
    case 'label-price':
      return t('explain.labelPrice', { quantity: formats.quantity(number('quantity'), unit) });
    case 'group-price':
      return t('explain.groupPrice', {
        quantity: formats.quantity(number('quantity'), unit),
        price: formats.money(number('unitPrice')),
        basePrice: formats.money(number('basePrice')),
        list: String(params.list),
      });
    case 'price-override':
      return t('explain.priceOverride', { listPrice: formats.money(number('listPrice')), reason });
  }
}

function stepAmount(formats: Formats, { params }: Explanation): string {
  return typeof params.amount === 'number' ? formats.amount(params.amount) : '';
}
