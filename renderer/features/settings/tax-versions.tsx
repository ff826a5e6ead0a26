import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { TaxVersionRow } from '#contracts/http/settings.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { categoryWords } from '#renderer/app/category-words.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import css from './settings.module.css';

interface TaxVersionsProps {
  taxes: readonly TaxVersionRow[];
  config: RegisterConfig;
  busy: boolean;
  onTake: (row: TaxVersionRow) => void;
  onWithdraw: (row: TaxVersionRow) => void;
}

/** All versions of the tax rules, the newest first: in force, ahead, and what was. */
export function TaxVersions({ taxes, config, busy, onTake, onWithdraw }: TaxVersionsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <section className={sheet.section}>
      <h3 className={sheet.heading}>{t('settings.taxes.versions')}</h3>
      <ul className={css.rows}>
        {taxes.map((row) => {
          const { rules, state, changedAt, changedBy } = row;
          const at = changedAt && formats.dateTime(changedAt);
          const by = at && changedBy ? t('settings.taxes.published', { by: operatorName(config, changedBy), at }) : at;
          return (
            <li
              key={rules.version}
              className={css.row}
              data-testid="tax-version"
              data-version={rules.version}
              data-state={state}
            >
              <span className={css.words}>
                <strong>{t('settings.taxes.version', { version: rules.version })}</strong>{' '}
                <span className={css.state}>{t(`settings.taxes.states.${state}`)}</span>
                <span className={css.hint}>
                  {rules.from === undefined
                    ? t('settings.taxes.fromFirst')
                    : t('settings.taxes.fromDay', { day: formats.day(rules.from) })}
                  {by && ` · ${by}`}
                </span>
                <span className={css.hint}>
                  {rules.withdraws === undefined
                    ? ratesWords(t, rules.rates, formats.percent)
                    : t('settings.taxes.withdraws', { version: rules.withdraws })}
                </span>
              </span>
              {state !== 'withdrawal' && (
                <Action tone="quiet" onClick={() => onTake(row)} data-testid="tax-take">
                  {t('settings.taxes.take')}
                </Action>
              )}
              {state === 'ahead' && (
                <Action tone="bad" disabled={busy} onClick={() => onWithdraw(row)} data-testid="tax-withdraw">
                  {t('settings.taxes.withdraw')}
                </Action>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** `Standard 20 %, Reduced 5 %`; of several rates on a category their sum as `5 % + 1 %`. */
function ratesWords(t: TFunction, rates: TaxVersionRow['rules']['rates'], percent: (ppm: number) => string): string {
  return Object.entries(rates)
    .map(
      ([category, list]) =>
        `${categoryWords(t, category)} ${list.map(({ ratePpm }) => percent(ratePpm)).join(' + ') || '–'}`,
    )
    .join(', ');
}
