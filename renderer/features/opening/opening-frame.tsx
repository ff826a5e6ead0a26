import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '#contracts/ipc/host.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { ScreenSwitches } from '#renderer/app/screen-switches.tsx';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './opening.module.css';

/** One step on the rail; `onGo` null where it cannot be gone to from here. */
export interface RailStep {
  id: string;
  words: string;
  state: 'done' | 'now' | 'ahead';
  onGo: (() => void) | null;
}

interface OpeningFrameProps {
  title: string;
  steps: readonly RailStep[];
  /** Beside the step: what comes of it. */
  aside?: ReactNode;
  fault?: Fault | null;
  onBack: (() => void) | null;
  next: { words: string; busy?: boolean; onPress: () => void } | null;
  /** Does the step later. */
  onLater?: (() => void) | undefined;
  children: ReactNode;
  testId: string;
}

/** A step of opening a shop: the rail with all of them, what is to be entered, what it comes to, and the ways back and on. */
export function OpeningFrame({
  title,
  steps,
  aside,
  fault,
  onBack,
  next,
  onLater,
  children,
  testId,
}: OpeningFrameProps) {
  const { t } = useTranslation();
  const { play } = useTill();
  useKeyLayer('app', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key === 'F12' && next && !next.busy && !event.repeat) next.onPress();
      else if (event.key === 'Escape' && onBack) onBack();
      else return false;
      return true;
    },
  });
  return (
    <main className={css.screen}>
      <header className={css.head}>
        <strong className={css.brand}>{t('app.name')}</strong>
        <ScreenSwitches />
      </header>
      <nav className={css.rail} aria-label={t('opening.steps.label')}>
        <ol>
          {steps.map((step, index) => (
            <li key={step.id}>
              <button
                type="button"
                className={css.step}
                data-state={step.state}
                aria-current={step.state === 'now' ? 'step' : undefined}
                disabled={step.onGo === null}
                onClick={step.onGo ?? undefined}
                data-testid={`opening-step-${step.id}`}
              >
                <span className={css.number}>
                  {step.state === 'done' ? <Check size={16} aria-hidden /> : index + 1}
                </span>
                <span className={css.stepWords}>{step.words}</span>
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <section className={css.main} aria-label={title} data-testid={testId}>
        <div className={css.body} data-alone={aside === undefined || undefined}>
          <div className={css.form}>
            <h1 className={css.title}>{title}</h1>
            {children}
          </div>
          {aside !== undefined && <aside className={css.aside}>{aside}</aside>}
        </div>
        {(next || onBack || onLater || fault) && (
          <footer className={css.foot}>
            <div className={css.fault}>{fault && <Notice {...errorWords(t, fault.code)} />}</div>
            {onBack && (
              <Action size="lg" hint="Esc" onClick={onBack} data-testid="opening-back">
                {t('opening.back')}
              </Action>
            )}
            {onLater && (
              <Action size="lg" tone="quiet" onClick={onLater} data-testid="opening-later">
                {t('opening.later')}
              </Action>
            )}
            {next && (
              <Action
                size="lg"
                tone="next"
                hint="F12"
                disabled={next.busy}
                onClick={next.onPress}
                data-testid="opening-next"
              >
                {next.words}
              </Action>
            )}
          </footer>
        )}
      </section>
    </main>
  );
}
