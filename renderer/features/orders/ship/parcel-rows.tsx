import { Printer, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import css from '#renderer/features/orders/shared/orders.module.css';
import frame from '#renderer/features/stock/work/work.module.css';
import { IconAction } from '#renderer/ui/action.tsx';
import { kilograms } from './parcel-label.ts';
import type { useParcels } from './use-parcels.ts';

/** An order's parcels that have a label and have not left: printed again, or cancelled. */
export function ParcelRows({ work }: { work: ReturnType<typeof useParcels> }) {
  const { t } = useTranslation();
  const { parcels, busy, canPrint, printAgain, cancel } = work;
  if (parcels.length === 0) return null;
  return (
    <>
      <h3 className={frame.heading}>{t('orders.ship.parcels', { count: parcels.length })}</h3>
      <ul className={frame.lines} data-testid="parcels">
        {parcels.map(({ parcelId, tracking, carrier, grams }) => (
          <li key={parcelId} className={css.line} data-testid="parcel" data-tracking={tracking}>
            <span className={frame.words}>
              <span className={frame.name}>{tracking}</span>
              <span className={frame.sub}>{`${carrier} · ${kilograms(grams)}`}</span>
            </span>
            {canPrint && (
              <IconAction
                tone="plain"
                icon={Printer}
                label={t('orders.pack.again')}
                disabled={busy}
                onClick={() => void printAgain(parcelId)}
                data-testid="parcel-print"
              />
            )}
            <IconAction
              tone="plain"
              icon={X}
              label={t('orders.pack.cancel')}
              disabled={busy}
              onClick={() => void cancel(parcelId)}
              data-testid="parcel-cancel"
            />
          </li>
        ))}
      </ul>
    </>
  );
}
