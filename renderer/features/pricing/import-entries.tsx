import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { returningCsvText } from '#contracts/csv/write-csv.ts';
import {
  type EntryImport,
  EntryImportAnswer,
  EntryList,
  type EntryRow,
  type PriceListChange,
  type PriceListRow,
} from '#contracts/http/pricing.ts';
import { readPriceListCsv } from '#contracts/product-csv/price-list-csv.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { ExportSection } from '#renderer/features/many/export-section.tsx';
import { ImportFrame } from '#renderer/features/many/import-frame.tsx';
import { refusalWords } from '#renderer/features/many/refusal-words.ts';
import { inParts, type PartSent } from '#renderer/features/many/send-parts.ts';
import { useManyRun } from '#renderer/features/many/use-many-run.ts';
import { textOf } from './entry-board.tsx';
import { EntryDifference } from './entry-difference.tsx';
import { undoEntries } from './entry-plan.ts';
import { digitsOf, isOthers, type ListProps } from './list-parts.ts';
import { takeEntriesBack } from './send-entries.ts';

interface ImportEntriesProps extends ListProps {
  row: PriceListRow;
  onChanged: () => void;
}

type Rows = EntryImport['rows'];
type Tried = EntryImportAnswer['rows'];

/** Rows of one request, and of one of an export. */
const PART = 500;
const PAGE = 1000;
/** Rows that are shown before and after; the sum is of all. */
const SHOWN = 2000;

/** Prices of a list from a file, tried out before anything is changed, and all of them as a file. */
export function ImportEntries({ row: { list }, onChanged, ...props }: ImportEntriesProps) {
  const { t } = useTranslation();
  const digits = digitsOf(props, list.currency);
  const [tried, setTried] = useState<Tried>([]);

  async function post(rows: Rows, dryRun: boolean): Promise<PartSent<never> & { rows?: Tried }> {
    const body = { rows, dryRun };
    const path = `/price-lists/${list.listId}/import`;
    const said = await askServer(path, EntryImportAnswer, { method: 'POST', body });
    if (!said.ok) return { ok: false, offline: said.offline, code: said.offline ? 'offline' : said.code };
    const { created, changed, unchanged, refused, rows: changedRows } = said.value;
    const failed = refused.map((one) => ({ key: String(one.line), line: one.line, reason: refusalWords(t, one) }));
    return { ok: true, tally: { created, changed, unchanged }, failed, back: [], rows: changedRows };
  }

  const run = useManyRun<Rows, PriceListChange>({
    sizeOf: (rows) => rows.length,
    async tryOut(rows) {
      const said = await post(rows, true);
      setTried((before) => [...before, ...(said.rows ?? [])].slice(0, SHOWN));
      return said;
    },
    async send(rows) {
      const said = await post(rows, false);
      const done = (said.rows ?? []).map(({ variantId, before, after }) => {
        return { row: { variantId, amount: before }, after };
      });
      const versions = new Map((said.rows ?? []).map(({ variantId, version }) => [variantId, version]));
      return said.ok ? { ...said, back: undoEntries(done, versions, list.listId, uuid) } : said;
    },
    takeBack: (change) => takeEntriesBack(change, t),
  });
  return (
    <ImportFrame<Rows>
      title={t('pricing.import.title')}
      hint={t('pricing.import.hint')}
      barred={
        list.archived ? t('error.list-archived.title') : isOthers(props, list) ? t('error.store-not-own.title') : null
      }
      run={run}
      read={(bytes) => {
        setTried([]);
        const { rows, refused, header } = readPriceListCsv(bytes, digits);
        const ignored = header.filter((column) => !['sku', 'price'].includes(column.toLowerCase()));
        return { parts: inParts(rows, PART), refused, header, ignored };
      }}
      rowsOf={() =>
        tried.map(({ line, sku, name, before, after }) => ({
          key: String(line),
          line,
          name,
          hint: sku,
          change: <EntryDifference before={before} after={after} digits={digits} />,
        }))
      }
      onChanged={onChanged}
      onLeave={props.onLeave}
    >
      <ExportSection
        title={t('pricing.export.title')}
        hint={t('pricing.export.hint')}
        page={(offset) => {
          const query = { shown: 'named', sort: 'sku', offset: String(offset), limit: String(PAGE) };
          return askServer(`/price-lists/${list.listId}/entries`, EntryList, { query });
        }}
        fileName={`${list.name}.csv`}
        write={(rows) => entriesCsv(rows, digits)}
      />
    </ImportFrame>
  );
}

/** `regular price` is for whoever reads the file; the import looks at `sku` and `price`. */
function entriesCsv(rows: readonly EntryRow[], digits: number): string {
  const lines = rows.map(({ sku, name, price, amount }) => [sku, name, textOf(price, digits), textOf(amount, digits)]);
  return returningCsvText([['sku', 'name', 'regular price', 'price'], ...lines]);
}
