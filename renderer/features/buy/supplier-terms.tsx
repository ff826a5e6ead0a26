import { useTranslation } from 'react-i18next';
import { USUAL_TERMS } from '#domain/stock/supply-terms.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import css from './buy.module.css';
import { NumberInput } from './number-input.tsx';
import type { SupplierDraft } from './supplier-draft.ts';

interface SupplierTermsProps {
  draft: SupplierDraft;
  wrong: boolean;
  onEdit: (change: Partial<SupplierDraft>) => void;
}

/** How a supplier is ordered from: what proposals are reckoned by. Nothing entered is as usual. */
export function SupplierTerms({ draft, wrong, onEdit }: SupplierTermsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const usual = {
    review: formats.count(USUAL_TERMS.reviewDays),
    cover: formats.count(USUAL_TERMS.coverDays),
    service: formats.percent(USUAL_TERMS.serviceLevelPpm),
  };
  return (
    <>
      <h3 className={frame.heading}>{t('replenish.supply.title')}</h3>
      <p className={frame.sub}>{t('replenish.supply.hint', usual)}</p>
      <div className={css.fields}>
        <NumberInput
          label={t('replenish.supply.review')}
          value={draft.reviewDays}
          digits={0}
          wrong={wrong}
          onValue={(reviewDays) => onEdit({ reviewDays })}
          testId="supplier-review"
        />
        <NumberInput
          label={t('replenish.supply.cover')}
          value={draft.coverDays}
          digits={0}
          wrong={wrong}
          onValue={(coverDays) => onEdit({ coverDays })}
          testId="supplier-cover"
        />
        <NumberInput
          label={t('replenish.supply.service')}
          value={draft.serviceLevel}
          digits={2}
          wrong={wrong}
          onValue={(serviceLevel) => onEdit({ serviceLevel })}
          testId="supplier-service"
        />
      </div>
      {wrong && <p className={css.wrong}>{t('buy.wrong.terms')}</p>}
    </>
  );
}
