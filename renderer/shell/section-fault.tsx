import { ArrowLeft, Check, Copy, RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import css from './section-fault.module.css';

interface SectionFaultProps {
  section: string;
  error: unknown;
  top: ReactNode;
  onBack: (() => void) | null;
  onAgain: () => void;
}

/** In place of a section that failed: what happened, that nothing is lost, the way on, and what support wants to know. */
export function SectionFault({ section, error, top, onBack, onAgain }: SectionFaultProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const [details] = useState(() => `${new Date().toISOString()} ${section}\n${detailsOf(error)}`);

  /** Where the browser forbids it, the text can be selected. */
  async function copy(): Promise<void> {
    setCopied(
      await navigator.clipboard.writeText(details).then(
        () => true,
        () => false,
      ),
    );
  }
  return (
    <Page title={t('sectionFault.page')} top={top}>
      <div className={css.fault} data-testid="section-fault" data-section={section}>
        <Notice tone="bad" code="section-failed" title={t('sectionFault.title')} next={t('sectionFault.next')}>
          {onBack && (
            <Action tone="next" icon={ArrowLeft} onClick={onBack} data-testid="section-fault-back">
              {t('sectionFault.back')}
            </Action>
          )}
          <Action tone={onBack ? 'quiet' : 'next'} icon={RotateCcw} onClick={onAgain} data-testid="section-fault-again">
            {t('sectionFault.again')}
          </Action>
        </Notice>
        <p>{t('sectionFault.kept')}</p>
        <Action tone="quiet" icon={copied ? Check : Copy} onClick={() => void copy()} data-testid="section-fault-copy">
          {t(copied ? 'sectionFault.copied' : 'sectionFault.copy')}
        </Action>
        <pre className={css.details} data-testid="section-fault-details">
          {details}
        </pre>
      </div>
    </Page>
  );
}

/** What failed, and where in the program; no more than support needs. */
export function detailsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = `${error.name}: ${error.message}`;
  return error.stack?.includes(error.message) ? error.stack : `${said}\n${error.stack ?? ''}`.trim();
}
