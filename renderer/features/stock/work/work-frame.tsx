import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './work.module.css';

interface WorkFrameProps {
  title: string;
  /** Beside the title. */
  beside?: ReactNode;
  onBack: () => void;
  children: ReactNode;
  testId: string;
  /** Of the way back. */
  backTestId: string;
}

/** A screen on which goods are worked with: its way back, which is also that of Escape, its title, and what is there. */
export function WorkFrame({ title, beside, onBack, children, testId, backTestId }: WorkFrameProps) {
  const { t } = useTranslation();
  useKeyLayer('screen', {
    onKey(event) {
      if (event.key !== 'Escape') return false;
      onBack();
      return true;
    },
  });
  return (
    <section className={css.work} aria-label={title} data-testid={testId}>
      <div className={css.head}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onBack} data-testid={backTestId}>
          {t('stock.back')}
        </Action>
        <h2 className={css.title}>{title}</h2>
        {beside}
      </div>
      {children}
    </section>
  );
}
