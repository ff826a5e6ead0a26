import { FileDown, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { PageFileAction } from '#renderer/app/page-file-action.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './export.module.css';
import { useCsv } from './use-csv.ts';

interface ExportBarProps {
  /** Of the CSV file. */
  path: string;
  query: Record<string, string>;
  /** Its name, without its ending. */
  file: string;
  disabled: boolean;
  /** Whether there is a page to print, too (`ReportSheet`). */
  printable?: boolean;
}

/** What is shown as a file for spreadsheets, or on paper, and so as a PDF. */
export function ExportBar({ path, query, file, disabled, printable = true }: ExportBarProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const csv = useCsv();
  return (
    <div className={css.bar}>
      {csv.bytes === null ? (
        <Action
          icon={FileDown}
          disabled={disabled}
          onClick={() => void csv.fetch(path, query, `${file}.csv`)}
          data-testid="sales-csv"
        >
          {t('reports.sales.csv')}
        </Action>
      ) : (
        <>
          <progress className={css.progress} aria-label={t('reports.csvComes')} />
          <span role="status" data-testid="csv-progress">
            {t('reports.csvBytes', { count: formats.count(Math.ceil(csv.bytes / 1024)) })}
          </span>
          <Action tone="quiet" icon={X} onClick={csv.stop} data-testid="csv-stop">
            {t('reports.csvStop')}
          </Action>
        </>
      )}
      {printable && <PageFileAction name={file} words={t('reports.pdf')} disabled={disabled} testId="report-pdf" />}
      {csv.fault && <Notice {...errorWords(t, csv.fault)} />}
    </div>
  );
}
