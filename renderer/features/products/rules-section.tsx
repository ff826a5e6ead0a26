import { useTranslation } from 'react-i18next';
import { NumberField } from '#renderer/ui/field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { Toggle } from '#renderer/ui/toggle.tsx';
import type { SectionProps } from './form-parts.ts';
import { SWITCHES } from './product-draft.ts';
import css from './products.module.css';

/** What sets the sale of a product apart. */
export function RulesSection({ draft, wrong, edit }: SectionProps) {
  const { t } = useTranslation();
  return (
    <section className={sheet.section}>
      <h2 className={sheet.heading}>{t('products.rules')}</h2>
      <NumberField
        label={t('products.minimumAge')}
        hint={t('products.minimumAgeHint')}
        value={draft.minimumAge}
        wrong={wrong('minimumAge')}
        onText={(minimumAge) => edit({ minimumAge })}
        testId="product-age"
      />
      {SWITCHES.map((one) => (
        <div key={one} className={css.switch}>
          <span className={sheet.grow}>
            {t(`products.fields.${one}`)}
            <span className={`${sheet.hint} ${css.switchHint}`}>{t(`products.ruleHints.${one}`)}</span>
          </span>
          <Toggle
            label={t(`products.fields.${one}`)}
            on={draft.switches[one]}
            onToggle={(on) => edit({ switches: { ...draft.switches, [one]: on } })}
            testId={`product-${one}`}
          />
        </div>
      ))}
      <div className={css.switch}>
        <span className={sheet.grow}>
          {t('products.fields.storedValue')}
          <span className={`${sheet.hint} ${css.switchHint}`}>{t('products.ruleHints.storedValue')}</span>
        </span>
        <Toggle
          label={t('products.fields.storedValue')}
          on={draft.giftCard}
          onToggle={(giftCard) => edit({ giftCard })}
          testId="product-gift-card"
        />
      </div>
      <div className={css.switch}>
        <span className={sheet.grow}>
          {t('products.fields.archived')}
          <span className={`${sheet.hint} ${css.switchHint}`}>{t('products.ruleHints.archived')}</span>
        </span>
        <Toggle
          label={t('products.fields.archived')}
          on={draft.archived}
          onToggle={(archived) => edit({ archived })}
          testId="product-archived"
        />
      </div>
    </section>
  );
}
