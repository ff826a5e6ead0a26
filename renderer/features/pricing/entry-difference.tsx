import { useTranslation } from 'react-i18next';
import { textOf } from './entry-board.tsx';

/** A price of a list before and after; null where the list names none. */
export function EntryDifference(props: { before: number | null; after: number | null; digits: number }) {
  const { before, after, digits } = props;
  const { t } = useTranslation();
  if (before === after) return textOf(before, digits) || '–';
  return (
    <>
      <del>{textOf(before, digits)}</del> <ins>{textOf(after, digits) || t('pricing.noPrice')}</ins>
    </>
  );
}
