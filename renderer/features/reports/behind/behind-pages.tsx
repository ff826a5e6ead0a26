import { ReceiptText } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '#renderer/app/answered.tsx';
import { ExportBar } from '#renderer/features/reports/export/export-bar.tsx';
import type { Behind } from '#renderer/features/reports/report-place.ts';
import { usePlace } from '#renderer/features/reports/reports-context.ts';
import salesCss from '#renderer/features/reports/sales/sales.module.css';
import { Total } from '#renderer/features/reports/sales/sales-totals.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import type { Pages } from './use-pages.ts';

interface BehindPagesProps<P> {
  behind: Behind;
  /** Of the CSV file. */
  path: string;
  file: string;
  asked: Pages<P>;
  rowsOf: (page: P) => number;
  hasNext: (page: P) => boolean;
  /** What they come to, from the first page. */
  totals: (page: P) => readonly { id: string; name: string; figure: string }[];
  children: ReactNode;
}

/** What all rows behind a number have: what they come to, the rows so far, more of them, a file. */
export function BehindPages<P>({ behind, asked, children, ...rest }: BehindPagesProps<P>) {
  const { t } = useTranslation();
  const [place, change] = usePlace();
  const { pages, loading, failed, again } = asked;
  const [first] = pages;
  const last = pages.at(-1);
  if (first === undefined || last === undefined) {
    return <Answered asked={{ loading, answer: failed, again }}>{() => null}</Answered>;
  }
  if (rest.rowsOf(first) === 0) {
    return <Empty icon={ReceiptText} title={t('reports.behind.none')} text={t('reports.behind.noneText')} />;
  }
  return (
    <>
      <dl className={salesCss.totals}>
        {rest.totals(first).map(({ id, name, figure }) => (
          <Total key={id} testId={`behind-${id}`} name={name} figure={figure} />
        ))}
      </dl>
      {children}
      {rest.hasNext(last) && (
        <Action
          disabled={loading}
          onClick={() => {
            again();
            change({ pages: place.pages + 1 });
          }}
          data-testid="behind-more"
        >
          {t(loading ? 'shift.loading' : 'reports.behind.more')}
        </Action>
      )}
      <ExportBar path={rest.path} query={{ ...behind.query }} file={rest.file} disabled={false} printable={false} />
    </>
  );
}
