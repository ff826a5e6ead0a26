import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './work.module.css';

interface StartFrameProps {
  title: string;
  hint: string;
  onBack: () => void;
  children: ReactNode;
  testId: string;
}

/** What is chosen before goods are: a heading, the way back, and the choices. A scan that none of them takes sells nothing. */
export function StartFrame({ title, hint, onBack, children, testId }: StartFrameProps) {
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
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onBack} data-testid="start-back">
          {t('stock.back')}
        </Action>
        <h2 className={css.title}>{title}</h2>
      </div>
      <div className={css.body}>
        <p className={css.sub}>{hint}</p>
        <TooEarly />
        {children}
      </div>
    </section>
  );
}

/** Stands before the choices, so that those that take scans are asked first. */
function TooEarly() {
  const { play } = useTill();
  useKeyLayer('screen', { onScan: () => play('wrong') });
  return null;
}
