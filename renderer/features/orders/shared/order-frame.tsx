import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import frame from '#renderer/features/stock/work/work.module.css';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';

interface OrderFrameProps {
  title: string;
  /** Beside the title. */
  beside?: ReactNode;
  onBack: () => void;
  /** At the right, or below on a narrow screen. */
  right?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
  testId: string;
}

/** A screen of the section of orders: its way back, what there is, what is done with it. */
export function OrderFrame({ title, beside, onBack, right, foot, children, testId }: OrderFrameProps) {
  const { t } = useTranslation();
  useKeyLayer('screen', {
    onKey(event) {
      if (event.key !== 'Escape') return false;
      onBack();
      return true;
    },
  });
  return (
    <section className={frame.work} aria-label={title} data-testid={testId}>
      <div className={frame.head}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onBack} data-testid="order-back">
          {t('stock.back')}
        </Action>
        <h2 className={frame.title}>{title}</h2>
        {beside}
      </div>
      <div className={frame.split}>
        <div className={frame.left}>{children}</div>
        {right && <div className={frame.right}>{right}</div>}
      </div>
      {foot && <footer className={frame.foot}>{foot}</footer>}
    </section>
  );
}
