import { OctagonX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { haltsOf } from '#domain/catalog/sale-stop.ts';
import { useSaleStops } from '#renderer/features/sell/use-sale-stops.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { soldOf } from './halted.ts';
import css from './stop-mark.module.css';

interface StopMarkProps {
  card: VariantCard;
  /** Which batch these goods are of; empty where nobody knows. */
  batch?: string;
}

/** Says of goods, wherever they are met, that they or batches of them are not to be sold. Nothing where they may be. */
export function StopMark({ card, batch = '' }: StopMarkProps) {
  const { t } = useTranslation();
  const halts = haltsOf(useSaleStops(), { ...soldOf(card), ...(batch === '' ? {} : { batch }) });
  if (halts.length === 0) return null;
  const batches = new Set(halts.flatMap(({ stop }) => stop.batch ?? []));
  const isBatch = halts.every(({ verdict }) => verdict === 'batch');
  return (
    <span className={css.mark} data-testid="stop-mark">
      <OctagonX size={14} aria-hidden />
      {isBatch ? t('stopped.markBatch', { count: batches.size, batches: [...batches].join(', ') }) : t('stopped.mark')}
    </span>
  );
}
