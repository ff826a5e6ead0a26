import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeKind } from '#contracts/http/api.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { useSymbol } from '#renderer/ui/use-symbol.ts';
import css from './fleet.module.css';

interface CodeSheetProps {
  code: string;
  expiresAt: string;
  name: string;
  /** What it is for: a new till, a tablet, or the next machine of a till. */
  use: CodeKind | 'replace';
  onDone: () => void;
}

/** A code as it is read, copied or scanned where it is entered; it is shown once. */
export function CodeSheet({ code, expiresAt, name, use, onDone }: CodeSheetProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const serverUrl = useStore(useTill().hostView).status?.serverUrl ?? null;
  const symbol = useSymbol('qr', code);
  const [copied, setCopied] = useState(false);
  const shown = `${code.slice(0, 4)}-${code.slice(4)}`;

  /** Where the browser forbids it, the code can be selected. */
  async function copy(): Promise<void> {
    setCopied(
      await navigator.clipboard.writeText(code).then(
        () => true,
        () => false,
      ),
    );
  }
  return (
    <div className={sheet.form} data-testid="fleet-code">
      <div className={sheet.formHead}>
        <h2 className={sheet.formTitle}>{t('fleet.code.title', { name })}</h2>
        <Action tone="next" icon={Check} onClick={onDone} data-testid="fleet-code-done">
          {t('fleet.code.done')}
        </Action>
      </div>
      <p className={css.hint}>{t(`fleet.code.text.${use}`, { name })}</p>
      <div className={css.split}>
        <section className={sheet.section}>
          <dl className={css.list}>
            {serverUrl && (
              <>
                <dt>{t('fleet.code.server')}</dt>
                <dd className={css.address}>{serverUrl}</dd>
              </>
            )}
            <dt>{t('fleet.code.code')}</dt>
            <dd className={css.code} data-testid="fleet-code-text" data-code={code}>
              {shown}
            </dd>
          </dl>
          <p className={css.hint}>{t('fleet.code.expires', { time: formats.dateTime(expiresAt) })}</p>
          <div className={sheet.actions}>
            <Action icon={copied ? Check : Copy} onClick={() => void copy()} data-testid="fleet-code-copy">
              {copied ? t('fleet.actions.copied') : t('fleet.actions.copy')}
            </Action>
          </div>
        </section>
        <section className={sheet.section}>
          {symbol && (
            <svg
              className={css.qr}
              viewBox={`-4 -4 ${symbol.width + 8} ${symbol.height + 8}`}
              role="img"
              aria-label={t('fleet.code.qr')}
              data-testid="fleet-code-qr"
            >
              <path d={symbol.path} />
            </svg>
          )}
          <p className={css.hint}>{t(use === 'tablet' ? 'fleet.code.scanTablet' : 'fleet.code.scan')}</p>
        </section>
      </div>
    </div>
  );
}
