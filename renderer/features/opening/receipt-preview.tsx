import { CircleAlert, CircleCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirstShop } from '#contracts/http/setup.ts';
import type { ReceiptDuty } from '#domain/country/country-preset.ts';
import { presetOf } from '#domain/country/presets.ts';
import { ReceiptPicture } from '#renderer/features/receipts/receipt-picture.tsx';
import css from './opening.module.css';
import { sampleReceipt } from './sample-receipt.ts';

/** A receipt as the shop will give it, and what the law wants to see on it. */
export function ReceiptPreview({ shop, country }: { shop: FirstShop; country: string }) {
  const { t, i18n } = useTranslation();
  const goods = useMemo(() => [t('opening.preview.first'), t('opening.preview.second')], [t]);
  const sample = useMemo(
    () => sampleReceipt(named(shop, t('opening.preview.shop')), goods, i18n),
    [shop, goods, i18n, t],
  );
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

function named(shop: FirstShop, name: string): FirstShop {
  return shop.store.name === '' ? { ...shop, store: { ...shop.store, name } } : shop;
}
