import type { ReactNode } from 'react';
import css from '#renderer/features/stock/work/work.module.css';
import { WorkFrame } from '#renderer/features/stock/work/work-frame.tsx';

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
export function OrderFrame({ right, foot, children, ...frame }: OrderFrameProps) {
  return (
    <WorkFrame {...frame} backTestId="order-back">
      <div className={css.split}>
        <div className={css.left}>{children}</div>
        {right && <div className={css.right}>{right}</div>}
      </div>
      {foot && <footer className={css.foot}>{foot}</footer>}
    </WorkFrame>
  );
}
