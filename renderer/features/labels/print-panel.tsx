import { Printer, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DeviceState, Label, LabelPrinterSettings } from '#contracts/ipc/devices.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { PageFileAction } from '#renderer/app/page-file-action.tsx';
import { wordedSight } from '#renderer/features/devices/sight-words.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import type { LabelRow } from './label-list.ts';
import { LabelPage } from './label-page.tsx';
import { LabelPreview } from './label-preview.tsx';
import css from './labels.module.css';
import type { LabelRun } from './use-label-run.ts';

/** A label to look at before a printer is set up. */
const USUAL = { widthMm: 57, heightMm: 32, dotsPerMm: 8 } as const;

interface PrintPanelProps {
  state: DeviceState | undefined;
  /** The printer that is set up. */
  stock: LabelPrinterSettings | null;
  rows: readonly LabelRow[];
  /** The label that is shown. */
  label: Label | null;
  /** How many labels a row gives. */
  countOf: (row: LabelRow) => number;
  run: LabelRun;
  /** Every label that would be printed. */
  all: () => readonly Label[];
  onPrint: () => void;
  onDevices: (() => void) | null;
}

/** What a label will look like, how the printer is, and printing. */
export function PrintPanel({ state, stock, rows, label, countOf, run, all, onPrint, onDevices }: PrintPanelProps) {
  const { t } = useTranslation();
  const count = rows.reduce((sum, row) => sum + countOf(row), 0);
  const size = stock ?? USUAL;
  const sight = wordedSight(t, state);
  return (
    <section className={css.right} aria-label={t('labels.printer')}>
      {label && (
        <div className={css.sheet}>
          <h2 className={css.heading}>{t('labels.preview')}</h2>
          <LabelPreview label={label} stock={size} />
          <span className={css.sub}>{t('labels.size', { width: size.widthMm, height: size.heightMm })}</span>
        </div>
      )}
      {stock ? (
        <div>
          <h2 className={css.heading}>{t('labels.printer')}</h2>
          <div className={css.sight} data-tone={sight.tone} data-testid="labels-sight">
            {sight.words}
          </div>
        </div>
      ) : (
        <Notice
          tone="warn"
          code="label-printer-not-configured"
          title={errorWords(t, 'label-printer-not-configured').title}
          next={onDevices ? undefined : t('labels.askManager')}
        >
          {onDevices && (
            <Action onClick={onDevices} data-testid="labels-set-up">
              {t('labels.setUp')}
            </Action>
          )}
        </Notice>
      )}
      <PageFileAction name="labels" words={t('labels.pdf')} disabled={count === 0} testId="labels-pdf" />
      <LabelPage all={all} stock={size} />
      <div className={css.run}>
        {run.progress ? (
          <>
            <span role="status" data-testid="labels-progress">
              {t('labels.printing', { printed: run.progress.printed, total: run.progress.total })}
            </span>
            <progress
              className={css.bar}
              value={run.progress.printed}
              max={run.progress.total}
              aria-label={t('labels.printing', { printed: run.progress.printed, total: run.progress.total })}
            />
            <Action size="lg" wide icon={Square} disabled={run.stopping} onClick={run.stop} data-testid="labels-stop">
              {t(run.stopping ? 'labels.stopping' : 'labels.stop')}
            </Action>
          </>
        ) : (
          stock &&
          count > 0 && (
            <Action tone="next" size="lg" wide icon={Printer} onClick={onPrint} data-testid="labels-print">
              {t('labels.print', { count })}
            </Action>
          )
        )}
      </div>
    </section>
  );
}
