import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from '#renderer/features/stock/product/product.module.css';
import { arrivalsOf, costOf, filledLines, hasExpected } from './draft-lines.ts';
import type { StockDraft } from './stock-draft.ts';
import type { Cards } from './use-cards.ts';

interface ReviewTableProps {
  draft: StockDraft;
  cards: Cards;
  config: RegisterConfig;
  operatorId: string;
}

/** Products of the work with how many; where papers said what should come, what differs stands first. */
export function ReviewTable({ draft, cards, config, operatorId }: ReviewTableProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { kind, sign } = draft;
  const compared = hasExpected(draft);
  const damages = kind === 'receive' || kind === 'accept';
  const rows = arrivalsOf(draft)
    .filter(({ expected, good, damaged }) => expected + good + damaged > 0)
    .toSorted((a, b) => Number(differs(b)) - Number(differs(a)));
  const costs = mayOf(config, operatorId, 'costs') && (kind === 'receive' || kind === 'return');
  const total = filledLines(draft).reduce((sum, line) => sum + (costOf(line) ?? 0), 0);
  return (
    <div className={css.wide}>
      {compared && !rows.some(differs) && (
        <p className={css.fine}>
          <CircleCheck size={20} aria-hidden />
          {t('stock.work.asExpected')}
        </p>
      )}
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('stock.work.product')}</th>
            {compared && (
              <th scope="col" data-number>
                {t('stock.field.expected')}
              </th>
            )}
            <th scope="col" data-number>
              {t(damages ? 'stock.field.good' : 'stock.field.quantity')}
            </th>
            {damages && (
              <th scope="col" data-number>
                {t('stock.field.damaged')}
              </th>
            )}
            {compared && (
              <th scope="col" data-number>
                {t('stock.field.difference')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const card = cards.get(row.variantId);
            const unit = card?.unit ?? 'each';
            const off = kind === 'adjust' && sign < 0 ? -1 : 1;
            return (
              <tr
                key={row.variantId}
                data-testid="review-row"
                data-sku={card?.sku}
                data-good={row.good}
                data-damaged={row.damaged}
                data-missing={row.missing}
              >
                <th scope="row">
                  {card ? localName(card, i18n.language) : row.variantId}
                  <div className={css.sub}>{card?.sku}</div>
                </th>
                {compared && <td data-number>{formats.quantity(row.expected, unit)}</td>}
                <td data-number>{formats.quantity(off * row.good, unit)}</td>
                {damages && (
                  <td data-number data-warn={row.damaged > 0 || undefined}>
                    {formats.quantity(row.damaged, unit)}
                  </td>
                )}
                {compared && (
                  <td data-number data-warn={row.missing !== 0 || undefined}>
                    {row.missing === 0 ? '–' : `${row.missing < 0 ? '+' : ''}${formats.quantity(-row.missing, unit)}`}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {costs && total > 0 && (
        <p className={css.sum}>
          {t(kind === 'return' ? 'stock.work.creditTotal' : 'stock.work.costTotal', { amount: formats.money(total) })}
        </p>
      )}
    </div>
  );
}

function differs({ missing, damaged }: { missing: number; damaged: number }): boolean {
  return missing !== 0 || damaged > 0;
}
