import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconAction } from '#renderer/ui/action.tsx';
import css from './panel.module.css';

interface PanelProps {
  title: string;
  sub?: ReactNode;
  closeName: string;
  onClose: () => void;
  children: ReactNode;
  testId: string;
}

/** Something to do beside the cart, in place of the tiles. */
export function Panel({ title, sub, closeName, onClose, children, testId }: PanelProps) {
  return (
    <div className={css.panel} data-testid={testId}>
      <header className={css.head}>
        <div className={css.words}>
          <h2 className={css.title}>{title}</h2>
          {sub && <div className={css.sub}>{sub}</div>}
        </div>
        <IconAction icon={X} label={closeName} onClick={onClose} data-testid="panel-close" />
      </header>
      <div className={css.body}>{children}</div>
    </div>
  );
}
