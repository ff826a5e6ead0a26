import { ScanBarcode } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import type { TakenScan } from '#renderer/keys/key-layers.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { escaped } from './escaped-text.ts';
import { readScan, type ScanReading } from './scan-reading.ts';
import css from './scan-test.module.css';

interface ScanTestProps {
  status: HostStatus;
  config: RegisterConfig;
  onScan?: (scan: TakenScan) => void;
  /** Whether what it means here is told too; not for a code that is none of the shop's. */
  meaning?: boolean;
}

interface Seen {
  scan: TakenScan;
  readings: readonly ScanReading[] | null;
}

/** Takes every scan while it is shown, and says what was read, by what, and what it means here. Nothing is sold. */
export function ScanTest({ status, config, onScan, meaning = true }: ScanTestProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { store, play } = useTill();
  const database = useStore(store);
  const [seen, setSeen] = useState<Seen | null>(null);
  useKeyLayer('panel', {
    onScan(scan) {
      play('scan');
      setSeen({ scan, readings: null });
      onScan?.(scan);
      if (!database || !meaning) return;
      const businessDate = status.signedIn?.businessDate;
      const words = { t, formats, language: i18n.language };
      void readScan(scan, { store: database, config, businessDate }, words).then((readings) =>
        setSeen((current) => (current?.scan === scan ? { scan, readings } : current)),
      );
    },
  });
  return (
    <section className={css.test} aria-label={t('devices.scan.title')} data-testid="scan-test">
      <ScanBarcode size={32} strokeWidth={1.5} aria-hidden />
      {seen === null ? (
        <div>
          <div className={css.title}>{t('devices.scan.title')}</div>
          <div className={css.sub}>{t(meaning ? 'devices.scan.hint' : 'devices.scan.plainHint')}</div>
        </div>
      ) : (
        <div role="status">
          <div className={css.read} data-selectable data-testid="scan-read">
            {escaped(seen.scan.text)}
          </div>
          <div className={css.sub} data-testid="scan-by">
            {byWords(seen.scan)}
            {seen.scan.symbology !== null && ` · ${t('devices.scan.symbology', { symbology: seen.scan.symbology })}`}
          </div>
          {seen.readings?.map(({ known, words }) => (
            <div key={words} className={css.means} data-known={known} data-testid="scan-means">
              {words}
            </div>
          ))}
        </div>
      )}
    </section>
  );

  function byWords({ scannerId }: TakenScan): string {
    return scannerId === undefined ? t('devices.scan.byKeys') : t('devices.scan.by', { name: scannerId });
  }
}
