import { Download, FileUp, Square, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CategoryListAnswer, ProductList, type ProductListRow } from '#contracts/http/catalogue.ts';
import { writeProductCsv } from '#contracts/product-csv/write-product-csv.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import css from '#renderer/ui/sheet.module.css';
import { shortGtin } from './barcode-entry.ts';
import { refusedCsv } from './import-plan.ts';
import { refusalWords } from './refusal-words.ts';
import { useImport } from './use-import.ts';

interface ImportViewProps {
  catalogue: CategoryListAnswer;
  mayPrices: boolean;
  onDone: () => void;
  onLeave: () => void;
}

/** Rows of one request of an export. */
const PAGE = 200;
/** More refused rows than these are in the report alone. */
const SHOWN = 200;

/** Products from a file, tried out before anything is changed, and all products as a file. */
export function ImportView({ catalogue, mayPrices, onDone, onLeave }: ImportViewProps) {
  const { t } = useTranslation();
  const { play } = useTill();
  const input = useRef<HTMLInputElement>(null);
  const run = useImport(catalogue.stores, (gtin, line) => t('products.import.twice', { code: shortGtin(gtin), line }));
  const { file, state, progress, answer } = run;
  const busy = state === 'trying' || state === 'importing';
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key !== 'Escape' || busy) return false;
      onLeave();
      return true;
    },
  });
  const header = file?.read.header ?? [];
  const ignored = new Set(file?.read.ignored);
  const worded = answer.refused.map((row) => ({ line: row.line, reason: refusalWords(t, row) }));
  const good = answer.created + answer.changed;
  const said = t(busy && state === 'trying' ? 'products.import.trying' : 'products.import.importing', progress);
  return (
    <div className={css.columns} data-testid="import">
      <section className={css.section}>
        <h2 className={css.heading}>{t('products.import.title')}</h2>
        <p className={css.hint}>{t('products.import.hint')}</p>
        {!mayPrices && <Notice tone="info" title={t('products.import.pricesNeeded')} />}
        <input
          ref={input}
          hidden
          type="file"
          accept=".csv,text/csv"
          aria-label={t('products.import.choose')}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (chosen) void run.choose(chosen);
          }}
          data-testid="import-file"
        />
        <div className={css.actions}>
          <Action
            icon={FileUp}
            disabled={busy || !mayPrices}
            onClick={() => input.current?.click()}
            data-testid="import-choose"
          >
            {t('products.import.choose')}
          </Action>
          {state === 'tried' && good > 0 && (
            <Action tone="next" icon={Upload} onClick={() => void run.start().then(onDone)} data-testid="import-start">
              {t('products.import.start', { count: good })}
            </Action>
          )}
        </div>
        {file && (
          <div className={css.section} data-testid="import-columns">
            <h3 className={css.sub}>{file.name}</h3>
            <ul className={css.chips}>
              {header.map((column) => (
                <li key={column} className={css.chip} data-ignored={ignored.has(column) || undefined}>
                  {t(ignored.has(column) ? 'products.import.ignored' : 'products.import.used', { column })}
                </li>
              ))}
            </ul>
          </div>
        )}
        {busy && (
          <div className={css.section}>
            <span role="status" data-testid="import-progress">
              {said}
            </span>
            <progress className={css.bar} value={progress.sent} max={Math.max(progress.total, 1)} aria-label={said} />
            <div>
              <Action icon={Square} onClick={run.stop} data-testid="import-stop">
                {t('labels.stop')}
              </Action>
            </div>
          </div>
        )}
        {run.fault && (
          <Notice
            {...(run.fault.offline
              ? { tone: 'warn' as const, title: t('products.unsent'), next: t('products.import.again') }
              : errorWords(t, run.fault.code))}
          />
        )}
        {run.stopped && <Notice tone="warn" title={t('products.import.stopped')} next={t('products.import.again')} />}
        {file && !busy && (state === 'tried' || state === 'done') && (
          <Notice
            tone={answer.refused.length > 0 ? 'warn' : 'ok'}
            code={state === 'tried' ? 'import-tried' : 'import-done'}
            title={t(state === 'tried' ? 'products.import.would' : 'products.import.did', {
              created: answer.created,
              changed: answer.changed,
              unchanged: answer.unchanged,
            })}
            next={
              answer.refused.length > 0 ? t('products.import.refused', { count: answer.refused.length }) : undefined
            }
          >
            {answer.refused.length > 0 && (
              <Action
                icon={Download}
                onClick={() =>
                  saveFile(
                    document,
                    `refused-${file.name}`,
                    'text/csv',
                    refusedCsv(worded, [t('products.import.line'), t('products.import.reason')]),
                  )
                }
                data-testid="import-report"
              >
                {t('products.import.report')}
              </Action>
            )}
          </Notice>
        )}
        {answer.refused.length > 0 && (
          <table className={css.table} data-testid="import-refused">
            <thead>
              <tr>
                <th scope="col" data-number>
                  {t('products.import.line')}
                </th>
                <th scope="col">{t('products.import.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {worded.slice(0, SHOWN).map(({ line, reason }) => (
                <tr key={`${line} ${reason}`} data-testid="import-refused-row">
                  <td data-number>{line}</td>
                  <td data-selectable>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <ExportSection catalogue={catalogue} />
    </div>
  );
}

/** All products as a file that the import reads. */
function ExportSection({ catalogue }: { catalogue: CategoryListAnswer }) {
  const { t } = useTranslation();
  const [progress, setProgress] = useState<{ sent: number; total: number } | null>(null);
  const [failed, setFailed] = useState(false);
  const stopped = useRef(false);

  async function save(): Promise<void> {
    const rows: ProductListRow[] = [];
    let total = 1;
    stopped.current = false;
    setFailed(false);
    while (rows.length < total && !stopped.current) {
      setProgress({ sent: rows.length, total });
      const query = { status: 'all', sort: 'sku', offset: String(rows.length), limit: String(PAGE) };
      const answer = await askServer('/catalogue/products', ProductList, { query });
      if (!answer.ok || (answer.value.rows.length === 0 && answer.value.total > rows.length)) {
        setFailed(true);
        break;
      }
      rows.push(...answer.value.rows);
      total = answer.value.total;
    }
    setProgress(null);
    if (rows.length === total && !stopped.current) {
      saveFile(document, 'products.csv', 'text/csv', writeProductCsv(rows, catalogue));
    }
  }

  const said = progress && t('products.export.progress', progress);
  return (
    <section className={css.section}>
      <h2 className={css.heading}>{t('products.export.title')}</h2>
      <p className={css.hint}>{t('products.export.hint')}</p>
      {failed && <Notice tone="warn" title={t('products.export.failed')} />}
      {progress && said ? (
        <>
          <span role="status">{said}</span>
          <progress className={css.bar} value={progress.sent} max={progress.total} aria-label={said} />
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
