import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { returningCsvText } from '#contracts/csv/write-csv.ts';
import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import { EntryList, type EntryRow } from '#contracts/http/pricing.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import sheet from '#renderer/ui/sheet.module.css';
import { textOf } from './entry-board.tsx';

/** Rows of one request. */
const PAGE = 1000;

interface ExportEntriesProps {
  list: PriceList;
  digits: number;
}

/** All prices that a list names as a file that the import reads. */
export function ExportEntries({ list, digits }: ExportEntriesProps) {
  const { t } = useTranslation();
  const [progress, setProgress] = useState<{ sent: number; total: number } | null>(null);
  const [failed, setFailed] = useState(false);

  async function save(): Promise<void> {
    const rows: EntryRow[] = [];
    let total = 1;
    setFailed(false);
    while (rows.length < total) {
      setProgress({ sent: rows.length, total });
      const query = { shown: 'named', sort: 'sku', offset: String(rows.length), limit: String(PAGE) };
      const answer = await askServer(`/price-lists/${list.listId}/entries`, EntryList, { query });
      if (!answer.ok || (answer.value.rows.length === 0 && answer.value.total > rows.length)) {
        setFailed(true);
        break;
      }
      rows.push(...answer.value.rows);
      total = answer.value.total;
    }
    setProgress(null);
    if (rows.length === total) {
      saveFile(document, `${list.name}.csv`, 'text/csv', entriesCsv(rows, digits));
    }
  }

  const said = progress && t('products.export.progress', progress);
  return (
    <section className={sheet.section}>
      <h3 className={sheet.heading}>{t('pricing.export.title')}</h3>
      <p className={sheet.hint}>{t('pricing.export.hint')}</p>
      {failed && <Notice tone="warn" title={t('products.export.failed')} />}
      {progress && said ? (
        <>
          <span role="status">{said}</span>
          <progress className={sheet.bar} value={progress.sent} max={progress.total} aria-label={said} />
        </>
      ) : (
        <div>
          <Action icon={Download} onClick={() => void save()} data-testid="entries-export">
            {t('products.export.save')}
          </Action>
        </div>
      )}
    </section>
  );
}

/** `regular price` is for whoever reads the file; the import looks at `sku` and `price`. */
function entriesCsv(rows: readonly EntryRow[], digits: number): string {
  const lines = rows.map(({ sku, name, price, amount }) => [sku, name, textOf(price, digits), textOf(amount, digits)]);
  return returningCsvText([['sku', 'name', 'regular price', 'price'], ...lines]);
}
