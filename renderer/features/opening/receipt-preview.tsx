import { CircleAlert, CircleCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirstShop } from '#contracts/http/setup.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { ReceiptDuty } from '#domain/country/country-preset.ts';
import { presetOf } from '#domain/country/presets.ts';
import { ReceiptPicture } from '#renderer/features/receipts/receipt-picture.tsx';
import { sampleReceipt } from '#renderer/features/receipts/sample-receipt.ts';
import css from './opening.module.css';

/** An instant to be printed. */
const AT = '2026-03-02T10:05:00.000Z';
const OWNER = 'owner';

/** A receipt as the shop will give it, and what the law wants to see on it. */
export function ReceiptPreview({ shop, country }: { shop: FirstShop; country: string }) {
  const { t, i18n } = useTranslation();
  const sample = useMemo(() => {
    return sampleReceipt(configOf(shop, t('opening.preview.shop')), i18n, { operatorId: OWNER, at: AT });
  }, [shop, i18n, t]);
  const preset = presetOf(country);
  return (
    <>
      <h2 className={css.previewTitle}>{t('opening.preview.title')}</h2>
      {sample && (
        <div className={css.paper}>
          <ReceiptPicture document={sample} label={t('opening.preview.title')} />
        </div>
      )}
      {preset && (
        <>
          <h2 className={css.previewTitle}>{t('opening.duties.title')}</h2>
          <ul className={css.duties} data-testid="opening-duties">
            {preset.receipt.shows.map((duty) => {
              const missing = isMissing(duty, shop);
              return (
                <li key={duty} data-missing={missing || undefined} data-duty={duty}>
                  {missing ? <CircleAlert size={18} aria-hidden /> : <CircleCheck size={18} aria-hidden />}
                  <span>
                    {t(`opening.duties.${duty}`)}
                    {missing && ` · ${t('opening.duties.missing')}`}
                  </span>
                </li>
              );
            })}
          </ul>
          <p className={css.source}>
            {t('opening.sources')} {preset.receipt.source}
          </p>
        </>
      )}
    </>
  );
}

/** What every receipt has by itself is never missing. */
function isMissing(duty: ReceiptDuty, { store }: FirstShop): boolean {
  if (duty === 'seller-name') return store.name === '';
  if (duty === 'seller-address') return store.address.length === 0;
  return duty === 'tax-number' && store.taxNumber === '';
}

/** What the shop's first till will be told; `name` stands for a shop that has none yet. */
function configOf({ store, rules, owner, registerName }: FirstShop, name: string): RegisterConfig {
  return {
    revision: 'sample',
    store: store.name === '' ? { ...store, name } : store,
    register: { registerId: 'R1', name: registerName || '1' },
    taxRules: { ...rules, version: 1 },
    operators: [{ operatorId: OWNER, name: owner.name || '–', initials: owner.initials, role: 'manager' }],
    roles: [],
  };
}
