import { ArrowLeft, ListFilter } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { nextBy, withFilter } from '#renderer/features/reports/narrow.ts';
import type { Behind } from '#renderer/features/reports/report-place.ts';
import { usePlace } from '#renderer/features/reports/reports-context.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './behind.module.css';
import { LinesBehind } from './lines-behind.tsx';
import { ReceiptsBehind } from './receipts-behind.tsx';

/** The rows behind a number of a report, in its place; Esc goes back to where it was opened. */
export function BehindView({ behind }: { behind: Behind }) {
  const { t } = useTranslation();
  const [place, change] = usePlace();
  const back = (): void => change({ behind: null, pages: 1, behindScroll: 0 });
  useKeyLayer('screen', {
    onKey(event) {
      if (event.key !== 'Escape') return false;
      back();
      return true;
    },
  });
  const { filter } = behind;
  return (
    <section className={css.behind} aria-label={behind.title} data-testid="behind-view">
      <div className={css.head}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={back} data-testid="behind-back">
          {t('shift.back')}
        </Action>
        <h2 className={css.title}>{behind.title}</h2>
        {filter && (
          <Action
            icon={ListFilter}
            onClick={() =>
              change({
                behind: null,
                pages: 1,
                scroll: 0,
                behindScroll: 0,
                by: { ...place.by, [place.report]: nextBy(place.report, filter.filter) },
                filters: withFilter(place.filters, filter.filter, filter.key),
                names: { ...place.names, [filter.key]: filter.name },
              })
            }
            data-testid="behind-narrow"
          >
            {t('reports.behind.narrow')}
          </Action>
        )}
      </div>
      {behind.kind === 'sales' ? (
        <ReceiptsBehind behind={behind} />
      ) : (
        <LinesBehind behind={behind} kind={behind.kind} />
      )}
    </section>
  );
}
