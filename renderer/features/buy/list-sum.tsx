import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/app/till-context.tsx';
import frame from '#renderer/features/stock/work/work.module.css';

interface ListSumProps {
  /** What is in the list, and what its figures are. */
  hint: string;
  list: { total: number; value?: number; rows: readonly unknown[] };
}

/** What a list is, what all of it is worth, and how much of it is shown. */
export function ListSum({ hint, list: { total, value, rows } }: ListSumProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <p className={frame.sub}>
      {[
        hint,
        ...(value === undefined ? [] : [t('replenish.worth', { amount: formats.money(value) })]),
        ...(rows.length === total ? [] : [t('replenish.first', { count: rows.length, total: formats.count(total) })]),
      ].join(' ')}
    </p>
  );
}
