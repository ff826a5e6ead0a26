import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PrintPage } from '#renderer/app/print-page.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from './export.module.css';

/** As wide as a chart is on an A4 page, in CSS pixels: 210 mm less the margins. */
export const PAPER_WIDTH = 680;

interface ReportSheetProps {
  title: string;
  /** Which days, stores, filters: one a line. */
  facts: readonly string[];
  /** Chart and table. */
  children: ReactNode;
}

/** A report on A4, while it is printed or made a PDF of: whose it is, of what, as of when, then chart and table. */
export function ReportSheet({ title, facts, children }: ReportSheetProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <PrintPage>
      <article className={css.sheet} data-testid="report-sheet">
        <header className={css.head}>
          <h1>{title}</h1>
          {facts.map((fact) => (
            <p key={fact}>{fact}</p>
          ))}
          <p>{t('reports.printedAt', { time: formats.dateTime(new Date().toISOString()) })}</p>
        </header>
        {children}
      </article>
    </PrintPage>
  );
}
