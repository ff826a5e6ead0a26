import { useTranslation } from 'react-i18next';
import { currencyDigits } from '#contracts/settings/money-faults.ts';
import type { Tender } from '#domain/tender/tender.ts';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { AmountsField } from './amounts-field.tsx';
import { rateDigits } from './amounts-text.ts';
import type { FormPart } from './form-part.ts';
import { currencyOptions } from './locale-options.ts';
import { NumberField } from './number-field.tsx';

type Foreign = NonNullable<Tender['foreign']>;

interface ForeignFieldsProps {
  part: FormPart;
  at: string;
  foreign: Foreign;
  onForeign: (foreign: Foreign) => void;
}

/** Cash of another currency: which, what it is worth here, and its notes. */
export function ForeignFields({ part, at, foreign, onForeign }: ForeignFieldsProps) {
  const { t, i18n } = useTranslation();
  const { currency, ratePpm, denominations } = foreign;
  const own = part.draft.currency;
  return (
    <div className={sheet.pair}>
      <SelectField
        label={t('settings.fields.currency')}
        value={currency.code}
        options={currencyOptions(i18n.language).filter(({ value }) => value !== own.code)}
        wrong={part.wrong(`${at}.currency`)}
        onChange={(code) =>
          onForeign({ ...foreign, currency: { code, digits: currencyDigits(code) ?? 2 }, denominations: [] })
        }
        testId="foreign-currency"
      />
      <NumberField
        key={currency.code}
        label={t('settings.foreignRate', { foreign: currency.code, own: own.code })}
        value={ratePpm}
        digits={rateDigits(currency.digits, own.digits)}
        short
        onValue={(rate) => onForeign({ ...foreign, ratePpm: Math.max(1, rate) })}
        onBad={(bad) => part.onBad(`${at}.ratePpm`, bad)}
        testId="foreign-rate"
      />
      <AmountsField
        key={`${currency.code} notes`}
        label={t('settings.foreignNotes', { foreign: currency.code })}
        amounts={denominations}
        digits={currency.digits}
        onAmounts={(amounts) => onForeign({ ...foreign, denominations: amounts })}
        onBad={(bad) => part.onBad(`${at}.denominations`, bad)}
        testId="foreign-notes"
      />
    </div>
  );
}
