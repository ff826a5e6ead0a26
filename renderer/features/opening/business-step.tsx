import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TaxNumberSight, taxNumberSight } from '#contracts/settings/tax-number.ts';
import { presetOf } from '#domain/country/presets.ts';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { DraftStepProps } from './draft-parts.ts';
import css from './opening.module.css';

/** Who sells: what stands at the head of every receipt. */
export function BusinessStep({ draft, onEdit, wrong }: DraftStepProps) {
  const { t } = useTranslation();
  const preset = presetOf(draft.country);
  const sight = useSight(draft.country, draft.taxNumber);
  const label = preset?.taxNumber.label ?? t('opening.business.taxNumber');
  return (
    <>
      <p className={css.lead}>{t('opening.business.lead')}</p>
      <div className={css.pair}>
        <Field label={t('opening.business.name')} hint={t('opening.business.nameHint')} wrong={wrong('store.name')}>
          <TextField
            label={t('opening.business.name')}
            value={draft.name}
            maxLength={100}
            aria-invalid={wrong('store.name') ? true : undefined}
            onText={(name) => onEdit({ name })}
            data-testid="opening-name"
          />
        </Field>
        <Field label={t('opening.business.legalName')} hint={t('opening.business.legalNameHint')}>
          <TextField
            label={t('opening.business.legalName')}
            value={draft.legalName}
            maxLength={200}
            onText={(legalName) => onEdit({ legalName })}
            data-testid="opening-legal-name"
          />
        </Field>
      </div>
      <Field label={t('opening.business.address')} hint={t('opening.business.addressHint')}>
        <textarea
          className={css.area}
          aria-label={t('opening.business.address')}
          rows={3}
          maxLength={600}
          value={draft.address}
          onChange={(event) => onEdit({ address: event.currentTarget.value })}
          data-testid="opening-address"
        />
      </Field>
      <Field label={label} hint={t('opening.business.taxNumberHint', { example: preset?.taxNumber.example ?? '' })}>
        <TextField
          label={label}
          value={draft.taxNumber}
          maxLength={40}
          onText={(taxNumber) => onEdit({ taxNumber })}
          data-testid="opening-tax-number"
        />
      </Field>
      {sight === 'odd' && (
        <Notice
          tone="warn"
          code="tax-number-odd"
          title={t('opening.business.odd', { label })}
          next={t('opening.business.oddNext')}
        />
      )}
    </>
  );
}

/** What is known of a number while it is typed. */
function useSight(country: string, number: string): TaxNumberSight {
  const [seen, setSeen] = useState<{ number: string; sight: TaxNumberSight } | null>(null);
  useEffect(() => {
    let left = false;
    const keep = (sight: TaxNumberSight): void => {
      if (!left) setSeen({ number, sight });
    };
    // Where the rules cannot be loaded nothing is known of the number, and it is kept as typed.
    taxNumberSight(country, number).then(keep, () => keep('unknown'));
    return () => {
      left = true;
    };
  }, [country, number]);
  return seen?.number === number ? seen.sight : 'unknown';
}
