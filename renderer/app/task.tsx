import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '#contracts/ipc/host.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { errorWords } from './error-words.ts';
import css from './task.module.css';
import { useTill } from './till-context.tsx';

interface TaskProps {
  title: string;
  hint?: string | undefined;
  /** `null`: there is no way back. */
  onBack: (() => void) | null;
  fault?: Fault | null | undefined;
  /** The one step that comes next. */
  next?: { words: string; disabled?: boolean; onPress: () => void; testId: string } | undefined;
  children: ReactNode;
  testId: string;
}

/** One thing to do in the shift section, with the way back and the next step at the foot. Scans are for selling: none is taken. */
export function Task({ title, hint, onBack, fault, next, children, testId }: TaskProps) {
  const { t } = useTranslation();
  const { play } = useTill();
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key === 'Escape' && onBack) onBack();
      else if (event.key === 'F12' && next && !next.disabled && !event.repeat) next.onPress();
      else return false;
      return true;
    },
  });
  return (
    <section className={css.task} aria-label={title} data-testid={testId}>
      <div className={css.head}>
        {onBack && (
          <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onBack} data-testid="task-back">
            {t('shift.back')}
          </Action>
        )}
        <h2 className={css.title}>{title}</h2>
      </div>
      {hint && <p className={css.hint}>{hint}</p>}
      <div className={css.body}>{children}</div>
      {(next || fault) && (
        <footer className={css.foot}>
          <div className={css.fault}>{fault && <Notice {...errorWords(t, fault.code)} />}</div>
          {next && (
            <Action
              tone="next"
              size="lg"
              hint="F12"
              disabled={next.disabled}
              onClick={next.onPress}
              data-testid={next.testId}
            >
              {next.words}
            </Action>
          )}
        </footer>
      )}
    </section>
  );
}
