import { UnstyledButton } from '@mantine/core';
import { CalendarCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReplenishmentReady } from '#contracts/http/replenishment.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Empty } from '#renderer/ui/empty.tsx';
import { ListSum } from './list-sum.tsx';

interface ExpiringListProps {
  list: ReplenishmentReady['expiring'];
  asOf: string;
  onProduct: (variantId: string) => void;
}

/** Lots that expire, the first one on top, with what of them will not be sold by then. */
export function ExpiringList({ list, asOf, onProduct }: ExpiringListProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  if (list.total === 0) {
    return <Empty icon={CalendarCheck} title={t('replenish.noExpiring')} text={t('replenish.noExpiringText')} />;
  }
  return (
    <>
      <ListSum hint={t('replenish.expiringHint')} list={list} />
      <div className={frame.rows}>
        {list.rows.map((row) => (
          <UnstyledButton
            key={`${row.variantId} ${row.batch} ${row.placeId} ${row.expiry}`}
            type="button"
            className={frame.row}
            onClick={() => onProduct(row.variantId)}
            data-testid="expiring-row"
            data-sku={row.sku}
          >
            <span className={frame.words}>
              <span className={frame.name}>{localName(row, i18n.language)}</span>
              <span className={frame.sub}>
                {[
                  row.sku,
                  ...(row.batch === null ? [] : [t('replenish.batch', { batch: row.batch })]),
                  t(row.expiry < asOf.slice(0, 10) ? 'replenish.expired' : 'replenish.expires', {
                    date: formats.day(row.expiry),
                  }),
                ].join(' · ')}
              </span>
            </span>
            <span className={frame.chips}>
              {row.unsold > 0 && (
                <span data-tone="warn">
                  {t('replenish.unsold', { quantity: formats.quantity(row.unsold, row.unit) })}
                </span>
              )}
              {row.value !== undefined && <span>{formats.money(row.value)}</span>}
            </span>
            <span className={frame.quantity}>{formats.quantity(row.quantity, row.unit)}</span>
          </UnstyledButton>
        ))}
      </div>
    </>
  );
}
