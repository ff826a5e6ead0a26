import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currencyDigits } from '#contracts/settings/money-faults.ts';
import { denominationsOf } from '#domain/country/denominations.ts';
import { createFormats } from '#renderer/app/format.ts';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import type { DraftStepProps } from './draft-parts.ts';
import css from './opening.module.css';
import { withCurrency } from './shop-draft.ts';

const STEPS = [1, 5, 10, 25, 50, 100, 500, 1000] as const;

/** The money that is taken, and when a day begins. */
export function CashStep({ draft, onEdit, onDraft, wrong }: DraftStepProps) {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  const currencies = useMemo(() => namedCurrencies(language), [language]);
  const zones = useMemo(() => zonesOf(draft.country, draft.timeZone), [draft.country, draft.timeZone]);
  const money = useMemo(() => {
    const currency = { code: draft.currency, digits: currencyDigits(draft.currency) ?? 2 };
    return createFormats({ language, storeLanguage: draft.language, currency, timeZone: 'UTC' }).money;
  }, [draft.currency, draft.language, language]);
  const coins = denominationsOf(draft.currency, draft.cashRounding);
  const steps = [...new Set<number>([...STEPS, draft.cashRounding])].sort((a, b) => a - b);
  return (
    <>
      <div className={css.pair}>
        <SelectField
          label={t('opening.cash.currency')}
          value={draft.currency}
          options={currencies}
          wrong={wrong('store.currency')}
          onChange={(currency) => onDraft(withCurrency(draft, currency))}
          testId="opening-currency"
        />
        <SelectField
          label={t('opening.cash.rounding')}
          hint={t('opening.cash.roundingHint')}
          value={String(draft.cashRounding)}
          options={steps.map((step) => ({
            value: String(step),
            label: step === 1 ? t('opening.cash.exact', { amount: money(1) }) : money(step),
          }))}
          wrong={wrong('store.cashRounding')}
          onChange={(step) => onEdit({ cashRounding: Number(step) })}
          testId="opening-cash-rounding"
        />
        <SelectField
          label={t('opening.cash.timeZone')}
          value={draft.timeZone}
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          wrong={wrong('store.timeZone')}
          onChange={(timeZone) => onEdit({ timeZone })}
          testId="opening-time-zone"
        />
        <Field
          label={t('opening.cash.dayStartsAt')}
          hint={t('opening.cash.dayStartsAtHint')}
          wrong={wrong('store.dayStartsAt')}
        >
          <TextField
            label={t('opening.cash.dayStartsAt')}
            maxLength={5}
            value={draft.dayStartsAt}
            onText={(dayStartsAt) => onEdit({ dayStartsAt })}
            data-testid="opening-day"
          />
        </Field>
      </div>
      <Field label={t('opening.cash.coins')}>
        <p className={css.source}>{coins.length > 0 ? coins.map(money).join(' · ') : t('opening.cash.noCoins')}</p>
      </Field>
      <div className={css.switch}>
        <Toggle
          label={t('opening.cash.cards')}
          on={draft.cards}
          onToggle={(cards) => onEdit({ cards })}
          testId="opening-cards"
        />
        <div>
          <div>{t('opening.cash.cards')}</div>
          <p>{t('opening.cash.cardsHint')}</p>
        </div>
      </div>
    </>
  );
}

function namedCurrencies(language: string) {
  const names = new Intl.DisplayNames([language], { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }));
}

/** Where the runtime knows which zones are a country's, those; else all there are. */
function zonesOf(country: string, chosen: string): string[] {
  const locale: Intl.Locale & { getTimeZones?: () => string[] | undefined } = new Intl.Locale('und', {
    region: country,
  });
  const own = locale.getTimeZones?.() ?? Intl.supportedValuesOf('timeZone');
  return [...new Set([...own, chosen])];
}
