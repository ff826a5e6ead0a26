import { useTranslation } from 'react-i18next';
import sheet from '#renderer/ui/sheet.module.css';
import type { FormPart } from './form-part.ts';
import { NumberField } from './number-field.tsx';

/** How returns are taken. */
export function ReturnsTab({ draft, edit, wrong, onBad }: FormPart) {
  const { t } = useTranslation();
  const { returns, currency } = draft;
  return (
    <section className={sheet.section}>
      <NumberField
        label={t('settings.fields.returns.windowDays')}
        value={returns.windowDays}
        hint={t('settings.windowHint')}
        wrong={wrong('returns.windowDays')}
        onValue={(windowDays) => edit({ returns: { ...returns, windowDays } })}
        onBad={(bad) => onBad('returns.windowDays', bad)}
        testId="returns-window"
      />
      <NumberField
        label={t('settings.fields.returns.cashLimit')}
        value={returns.cashLimit}
        digits={currency.digits}
        hint={t('settings.cashLimitHint')}
        wrong={wrong('returns.cashLimit')}
        onValue={(cashLimit) => edit({ returns: { ...returns, cashLimit } })}
        onBad={(bad) => onBad('returns.cashLimit', bad)}
        testId="returns-cash-limit"
      />
    </section>
  );
}
