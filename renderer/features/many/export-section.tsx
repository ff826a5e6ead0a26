import { Download, Square } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServerAnswer } from '#renderer/app/server-api.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import sheet from '#renderer/ui/sheet.module.css';

interface ExportSectionProps<Row> {
  title: string;
  hint: string;
  /** Rows from one on, and how many there are. */
  page: (offset: number) => Promise<ServerAnswer<{ rows: Row[]; total: number }>>;
  /** With its ending. */
  fileName: string;
  write: (rows: readonly Row[]) => string;
}

/** All of a list that comes in pages as a file that its import reads. */
export function ExportSection<Row>({ title, hint, page, fileName, write }: ExportSectionProps<Row>) {
  const { t } = useTranslation();
  const [progress, setProgress] = useState<{ sent: number; total: number } | null>(null);
  const [failed, setFailed] = useState(false);
  const stopped = useRef(false);

  async function save(): Promise<void> {
    const rows: Row[] = [];
    let total = 1;
    stopped.current = false;
    setFailed(false);
    while (rows.length < total && !stopped.current) {
      setProgress({ sent: rows.length, total });
      const answer = await page(rows.length);
      if (!answer.ok || (answer.value.rows.length === 0 && answer.value.total > rows.length)) {
        setFailed(true);
        break;
      }
      rows.push(...answer.value.rows);
      total = answer.value.total;
    }
    setProgress(null);
    if (rows.length === total && !stopped.current) saveFile(document, fileName, 'text/csv', write(rows));
  }

  const said = progress && t('products.export.progress', progress);
  return (
    <section className={sheet.section}>
      <h3 className={sheet.heading}>{title}</h3>
      <p className={sheet.hint}>{hint}</p>
      {failed && <Notice tone="warn" title={t('products.export.failed')} />}
      {progress && said ? (
        <>
          <span role="status">{said}</span>
          <progress className={sheet.bar} value={progress.sent} max={progress.total} aria-label={said} />
          <div>
            <Action
              icon={Square}
              onClick={() => {
                stopped.current = true;
              }}
            >
              {t('labels.stop')}
            </Action>
          </div>
        </>
      ) : (
        <div>
          <Action icon={Download} onClick={() => void save()} data-testid="export">
            {t('products.export.save')}
          </Action>
        </div>
      )}
    </section>
  );
}
