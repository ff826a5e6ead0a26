import { useTranslation } from 'react-i18next';
import sheet from '#renderer/ui/sheet.module.css';
import type { FormPart } from './form-part.ts';
import { NumberField } from './number-field.tsx';
import { SwitchRow } from './switch-row.tsx';

/** Whether tills ship what they sell, and what that costs. */
export function PostageFields({ draft, edit, onBad }: Pick<FormPart, 'draft' | 'edit' | 'onBad'>) {
  const { t } = useTranslation();
  const { postage, currency } = draft;
  return (
    <section className={sheet.section}>
      <SwitchRow
        label={t('settings.ships')}
        hint={t('settings.shipsHint')}
        on={postage !== undefined}
        onToggle={(on) => edit({ postage: on ? { amount: 0 } : undefined })}
        testId="store-ships"
      />
      {postage && (
        <>
          <NumberField
            label={t('settings.postageAmount')}
            value={postage.amount}
            digits={currency.digits}
            onValue={(amount) => edit({ postage: { ...postage, amount } })}
            onBad={(bad) => onBad('postage.amount', bad)}
            testId="store-postage"
          />
          <NumberField
            label={t('settings.freeFrom')}
            hint={t('settings.freeFromHint')}
            value={postage.freeFrom ?? 0}
            digits={currency.digits}
            onValue={(freeFrom) =>
              edit({ postage: freeFrom === 0 ? { amount: postage.amount } : { ...postage, freeFrom } })
            }
            onBad={(bad) => onBad('postage.freeFrom', bad)}
            testId="store-free-from"
          />
        </>
      )}
    </section>
  );
}
