import type { ReactNode } from 'react';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import css from './work.module.css';
import { WorkFrame } from './work-frame.tsx';

interface StartFrameProps {
  title: string;
  hint: string;
  onBack: () => void;
  children: ReactNode;
  testId: string;
}

/** What is chosen before goods are: a heading, the way back, and the choices. A scan that none of them takes sells nothing. */
export function StartFrame({ hint, children, ...frame }: StartFrameProps) {
  return (
    <WorkFrame {...frame} backTestId="start-back">
      <div className={css.body}>
        <p className={css.sub}>{hint}</p>
        <TooEarly />
        {children}
      </div>
    </WorkFrame>
  );
}

/** Stands before the choices, so that those that take scans are asked first. */
function TooEarly() {
  const { play } = useTill();
  useKeyLayer('screen', { onScan: () => play('wrong') });
  return null;
}
