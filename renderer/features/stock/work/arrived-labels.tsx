import { Printer, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useLabelRun } from '#renderer/features/labels/use-label-run.ts';
import { useLabelWords } from '#renderer/features/labels/use-label-words.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { labelsOfArrived } from './labels-of-arrived.ts';
import type { StockDraft } from './stock-draft.ts';
import type { Cards } from './use-cards.ts';
import css from './work.module.css';

interface ArrivedLabelsProps {
  draft: StockDraft;
  cards: Cards;
  status: HostStatus;
  config: RegisterConfig;
}

/** Labels for what went on the shelf: one of each product, or one for every piece. */
export function ArrivedLabels({ draft, cards, status, config }: ArrivedLabelsProps) {
  const { t } = useTranslation();
  const words = useLabelWords(config);
  const run = useLabelRun();
  const each = labelsOfArrived(draft, cards, words, false);
  const pieces = labelsOfArrived(draft, cards, words, true);
  const [forEach, forPieces] = [each, pieces].map((labels) => labels.reduce((sum, { copies }) => sum + copies, 0));
  if (each.length === 0 || !status.devices.some(({ device }) => device === 'label-printer')) return null;
  return (
    <section className={css.rows} aria-label={t('labels.title')}>
      <h3 className={css.heading}>{t('stock.done.labels')}</h3>
      {run.end?.fault && (
        <Notice {...errorWords(t, run.end.fault.code)}>
          {run.end.printed > 0 && <span>{t('labels.done', { count: run.end.printed })}</span>}
        </Notice>
      )}
      {run.end && !run.end.fault && (
        <Notice tone="ok" code="labels-printed" title={t('labels.done', { count: run.end.printed })} />
      )}
      {run.progress ? (
        <div className={css.buttons}>
          <span role="status">
            {t('labels.printing', { printed: run.progress.printed, total: run.progress.total })}
          </span>
          <Action icon={Square} disabled={run.stopping} onClick={run.stop} data-testid="arrived-stop">
            {t(run.stopping ? 'labels.stopping' : 'labels.stop')}
          </Action>
        </div>
      ) : (
        <div className={css.buttons}>
          <Action icon={Printer} size="lg" onClick={() => void run.print(each)} data-testid="labels-each">
            {t('stock.done.labelEach', { count: forEach })}
          </Action>
          {forPieces !== forEach && (
            <Action icon={Printer} size="lg" onClick={() => void run.print(pieces)} data-testid="labels-pieces">
              {t('stock.done.labelPieces', { count: forPieces })}
            </Action>
          )}
        </div>
      )}
    </section>
  );
}
