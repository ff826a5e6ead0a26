import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { presetOf } from '#domain/country/presets.ts';
import { categoryWords } from '#renderer/app/category-words.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import type { DraftStepProps } from './draft-parts.ts';
import css from './opening.module.css';
import { type DraftRate, withScheme } from './shop-draft.ts';

const ROUNDINGS = ['line', 'rate', 'receipt'] as const;

/** What tax prices bear, and how it is counted. */
export function TaxStep(props: DraftStepProps) {
  const { draft, onEdit } = props;
  const { t } = useTranslation();
  const preset = presetOf(draft.country);
  return (
    <>
      <div className={css.switch}>
        <Toggle
          label={t('opening.taxes.charged')}
          on={draft.taxed}
          onToggle={(taxed) => onEdit({ taxed })}
          testId="opening-taxed"
        />
        <div>
          <div>{t('opening.taxes.charged')}</div>
          <p>{t('opening.taxes.chargedHint')}</p>
        </div>
      </div>
      {draft.taxed && (
        <>
          <Field label={t('opening.taxes.prices')}>
            <Choices
              label={t('opening.taxes.prices')}
              value={draft.pricesIncludeTax ? 'including' : 'excluding'}
              options={[
                { value: 'including', label: t('opening.taxes.including') },
                { value: 'excluding', label: t('opening.taxes.excluding') },
              ]}
              onChange={(value) => onEdit({ pricesIncludeTax: value === 'including' })}
              testId="opening-prices"
            />
          </Field>
          <Field label={t('opening.taxes.rounding')} hint={t(`opening.taxes.roundingHint.${draft.rounding}`)}>
            <Choices
              label={t('opening.taxes.rounding')}
              value={draft.rounding}
              options={ROUNDINGS.map((value) => ({ value, label: t(`opening.taxes.roundings.${value}`) }))}
              onChange={(value) => onEdit({ rounding: ROUNDINGS.find((one) => one === value) ?? 'rate' })}
              testId="opening-rounding"
            />
          </Field>
          {preset?.tax.varies && (
            <Notice
              tone="info"
              code="tax-varies"
              title={t('opening.taxes.varies')}
              next={t('opening.taxes.variesNext')}
            />
          )}
          <Rates {...props} />
        </>
      )}
    </>
  );
}

function Rates({ draft, onEdit, onDraft, wrong }: DraftStepProps) {
  const { t } = useTranslation();
  const set = (index: number, rate: DraftRate | null): void => {
    onEdit({ rates: draft.rates.flatMap((one, at) => (at === index ? (rate ? [rate] : []) : [one])) });
  };
  const edit = (index: number, part: number, change: Partial<DraftRate['parts'][number]>): void => {
    const rate = draft.rates[index];
    if (rate) set(index, { ...rate, parts: rate.parts.map((one, at) => (at === part ? { ...one, ...change } : one)) });
  };
  return (
    <Field label={t('opening.taxes.rates')} hint={t('opening.taxes.ratesHint')} wrong={wrong('rules.rates')}>
      <div className={css.rates} data-testid="opening-rates">
        {draft.rates.flatMap(({ category, parts }, index) =>
          parts.map(({ code, name, percent }, part) => {
            const said = categoryWords(t, category);
            const fault = wrong(`rules.rates.${category}.${part}`);
            return (
              <div key={`${category} ${code}`}>
                <div className={css.rate} data-testid="opening-rate" data-category={category}>
                  <span className={css.rateName}>{said}</span>
                  <TextField
                    label={t('opening.taxes.nameOf', { category: said })}
                    value={name}
                    maxLength={40}
                    onText={(text) => edit(index, part, { name: text })}
                    data-testid="opening-rate-name"
                  />
                  <TextField
                    label={t('opening.taxes.percentOf', { category: said })}
                    value={percent}
                    inputMode="decimal"
                    maxLength={8}
                    aria-invalid={fault ? true : undefined}
                    onText={(text) => edit(index, part, { percent: text, name: renamed(name, percent, text) })}
                    data-testid="opening-rate-percent"
                  />
                  <span aria-hidden>%</span>
                  {category === 'standard' ? (
                    <span />
                  ) : (
                    <IconAction
                      icon={Trash2}
                      label={t('opening.taxes.remove', { category: said })}
                      onClick={() => set(index, null)}
                    />
                  )}
                </div>
                {fault && (
                  <div className={css.wrong} role="alert">
                    {fault}
                  </div>
                )}
              </div>
            );
          }),
        )}
        <div>
          <Action
            tone="quiet"
            onClick={() => onDraft(withScheme(draft, draft.schemeId ?? ''))}
            data-testid="opening-rates-again"
          >
            {t('opening.taxes.again')}
          </Action>
        </div>
      </div>
    </Field>
  );
}

/** A name that says the percentage goes with it. */
function renamed(name: string, before: string, after: string): string {
  return before.trim() !== '' && name.includes(`${before}%`) ? name.replace(`${before}%`, `${after}%`) : name;
}
