import { ArrowLeft, Check, Square, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { type ManyRow, ManyRows } from './many-rows.tsx';
import type { ManyRun } from './use-many-run.ts';

interface ManyFrameProps<Part> {
  title: string;
  run: ManyRun<Part>;
  /** What is sent when it is applied: none while that cannot be. */
  parts: readonly Part[];
  /** How many rows that changes. */
  count: number;
  rows: readonly ManyRow[];
  /** Said when it is done, and when it was taken back. */
  doneNext?: string | undefined;
  undoneNext?: string | undefined;
  /** By what it is decided what becomes of them. */
  children: ReactNode;
  /** That stays when it is done, as another file may follow. */
  staysOpen?: boolean;
  /** Beside what came of it. */
  report?: ReactNode;
  /** Something was changed. */
  onChanged: () => void;
  /** Null where the frame is a part of a screen that one leaves otherwise. */
  onLeave: (() => void) | null;
  /** Of the rows and of what is around them all. */
  testId: string;
}

/** Something done to many at once: each before and after, with progress, what was not taken, and a way back. */
export function ManyFrame<Part>(props: ManyFrameProps<Part>) {
  const {
    title,
    run,
    parts,
    count,
    rows,
    doneNext,
    undoneNext,
    children,
    report,
    staysOpen = false,
    onChanged,
    onLeave,
    testId,
  } = props;
  const { t } = useTranslation();
  const { play } = useTill();
  const { state, busy, sum, total } = run;
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key !== 'Escape' || (!busy && !onLeave)) return false;
      if (!busy) onLeave?.();
      return true;
    },
  });
  const isOpen = state === 'open' || state === 'tried';
  return (
    <div className={sheet.form} data-testid={testId} data-state={state}>
      <div className={sheet.formHead}>
        {onLeave && (
          <Action tone="quiet" icon={ArrowLeft} disabled={busy} onClick={onLeave} data-testid="many-back">
            {t('products.back')}
          </Action>
        )}
        <h2 className={sheet.formTitle}>{title}</h2>
        {isOpen && (
          <Action
            tone="next"
            icon={Check}
            disabled={count === 0 || parts.length === 0}
            onClick={() => void run.run(parts).then(onChanged)}
            data-testid="many-apply"
          >
            {t('many.apply', { count })}
          </Action>
        )}
      </div>
      {busy && <Progress state={state} sent={sum.sent} total={total} onStop={run.stop} />}
      {sum.fault && !busy && (
        <Notice
          {...(sum.fault.offline
            ? { tone: 'warn' as const, code: 'offline', title: t('many.offline'), next: t('many.again') }
            : errorWords(t, sum.fault.code))}
        />
      )}
      {sum.stopped && !busy && (
        <Notice tone="warn" code="many-stopped" title={t('many.stopped')} next={t('many.again')} />
      )}
      {state === 'done' && (
        <Notice
          tone={sum.failed.length > 0 ? 'warn' : 'ok'}
          code="many-done"
          title={t('many.did', { ...sum.tally })}
          next={sum.failed.length > 0 ? t('many.failed', { count: sum.failed.length }) : doneNext}
        >
          {run.canUndo && (
            <Action icon={Undo2} onClick={() => void run.undo().then(onChanged)} data-testid="many-undo">
              {t('sell.undo')}
            </Action>
          )}
          {report}
        </Notice>
      )}
      {state === 'undone' && (
        <Notice
          tone={sum.failed.length > 0 ? 'warn' : 'ok'}
          code="many-undone"
          title={sum.failed.length > 0 ? t('many.notUndone', { count: sum.failed.length }) : t('many.undone')}
          next={sum.failed[0]?.reason ?? undoneNext}
        />
      )}
      <div className={rows.length > 0 && isOpen ? sheet.bulk : undefined}>
        {(isOpen || staysOpen) && <div className={sheet.section}>{children}</div>}
        {rows.length > 0 && <ManyRows rows={rows} failed={sum.failed} testId={testId} />}
      </div>
    </div>
  );
}

interface ProgressProps {
  state: ManyRun<never>['state'];
  sent: number;
  total: number;
  onStop: () => void;
}

function Progress({ state, sent, total, onStop }: ProgressProps) {
  const { t } = useTranslation();
  const doing = state === 'trying' || state === 'undoing' ? state : 'running';
  const said = t(`many.progress.${doing}`, { sent, total });
  return (
    <div className={sheet.section}>
      <span role="status" data-testid="many-progress" data-sent={sent} data-total={total}>
        {said}
      </span>
      <progress className={sheet.bar} value={sent} max={Math.max(total, 1)} aria-label={said} />
      <div>
        <Action icon={Square} onClick={onStop} data-testid="many-stop">
          {t('labels.stop')}
        </Action>
      </div>
    </div>
  );
}
