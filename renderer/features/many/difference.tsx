import { useTranslation } from 'react-i18next';
import css from './many.module.css';

/** Something in words, field by field. */
export type Worded = readonly { label: string; text: string }[];

/** What becomes of something: what it says for one that is new, else what is other than before. */
export function Difference({ before, after }: { before: Worded | null; after: Worded }) {
  const { t } = useTranslation();
  if (!before) {
    const said = after.map(({ text }) => text).filter((text) => text !== '');
    return (
      <>
        <ins>{t('many.new')}</ins> {said.join(' · ')}
      </>
    );
  }
  const other = after.filter(({ text }, at) => text !== before[at]?.text);
  if (other.length === 0) return <span className={css.hint}>{t('many.same')}</span>;
  return other.map(({ label, text }) => (
    <div key={label}>
      {label}: <del>{before.find((one) => one.label === label)?.text || t('products.nothing')}</del>{' '}
      <ins>{text || t('products.nothing')}</ins>
    </div>
  ));
}
