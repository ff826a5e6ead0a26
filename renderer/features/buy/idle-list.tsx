import { UnstyledButton } from '@mantine/core';
import { PackageCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReplenishmentReady } from '#contracts/http/replenishment.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Empty } from '#renderer/ui/empty.tsx';
import { ListSum } from './list-sum.tsx';

interface IdleListProps {
  kind: 'dead' | 'overstock';
  list: ReplenishmentReady['dead'];
  onProduct: (variantId: string) => void;
}

/** Stock that lies, what is worth most on top: nothing moved for long, or more than will sell. */
export function IdleList({ kind, list, onProduct }: IdleListProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  if (list.total === 0) {
    return <Empty icon={PackageCheck} title={t(`replenish.none.${kind}`)} text={t(`replenish.hints.${kind}`)} />;
  }
  return (
    <>
      <ListSum hint={t(`replenish.hints.${kind}`)} list={list} />
      <div className={frame.rows}>
        {list.rows.map((row) => (
          <UnstyledButton
            key={row.variantId}
            type="button"
            className={frame.row}
            onClick={() => onProduct(row.variantId)}
            data-testid={`${kind}-row`}
            data-sku={row.sku}
          >
            <span className={frame.words}>
              <span className={frame.name}>{localName(row, i18n.language)}</span>
              <span className={frame.sub}>
                {[
                  row.sku,
                  row.lastSoldOn === null
                    ? t('replenish.neverSold')
                    : t('replenish.lastSold', { date: formats.day(row.lastSoldOn) }),
                  ...(row.daysOfCover === null ? [] : [t('replenish.lasts', { count: row.daysOfCover })]),
                  t('buy.onHand', { quantity: formats.quantity(row.onHand, row.unit) }),
                ].join(' · ')}
              </span>
            </span>
            {row.value !== undefined && <span className={frame.chips}>{formats.money(row.value)}</span>}
            <span className={frame.quantity}>{formats.quantity(row.excess, row.unit)}</span>
          </UnstyledButton>
        ))}
      </div>
    </>
  );
}
