import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { logoDots } from '#renderer/features/receipts/logo-dots.ts';
import { ReceiptPicture } from '#renderer/features/receipts/receipt-picture.tsx';
import { sampleReceipt } from '#renderer/features/receipts/sample-receipt.ts';
import css from './settings.module.css';

/** A receipt as the settings would print it, drawn like every other. `config` is the register's, with the settings being edited. */
export function ReceiptPreview({ config, operatorId }: { config: RegisterConfig; operatorId: string }) {
  const { t, i18n } = useTranslation();
  const [at] = useState(() => new Date().toISOString());
  const logo = useLogo(config.store.receipts?.logo, config.store.receipts?.widthMm ?? 80);
  const document = useMemo(() => {
    return sampleReceipt(config, i18n, { operatorId, at, logo });
  }, [config, i18n, operatorId, at, logo]);
  return (
    <aside className={css.paper} aria-label={t('settings.preview')} data-testid="receipt-preview">
      {document && <ReceiptPicture document={document} label={t('settings.preview')} />}
    </aside>
  );
}

function useLogo(dataUrl: string | undefined, widthMm: 58 | 80): ReceiptImage | null {
  const [dots, setDots] = useState<ReceiptImage | null>(null);
  useEffect(() => {
    let wanted = true;
    if (dataUrl === undefined) setDots(null);
    else void logoDots(dataUrl, widthMm).then((drawn) => wanted && setDots(drawn));
    return () => {
      wanted = false;
    };
  }, [dataUrl, widthMm]);
  return dots;
}
