import { Download, FileUp, Square, Upload } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PriceListRow } from '#contracts/http/pricing.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { refusedCsv } from '#renderer/features/products/import-plan.ts';
import { refusalWords } from '#renderer/features/products/refusal-words.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import sheet from '#renderer/ui/sheet.module.css';
import { ExportEntries } from './export-entries.tsx';
import { digitsOf, type ListProps } from './list-parts.ts';
import { useEntryImport } from './use-entry-import.ts';

interface ImportEntriesProps extends ListProps {
  row: PriceListRow;
  onChanged: () => void;
}

/** More refused rows than these are in the report alone. */
const SHOWN = 200;

/** Prices of a list from a file, tried out before anything is changed, and all of them as a file. */
export function ImportEntries({ row: { list }, onChanged, ...props }: ImportEntriesProps) {
  const { t } = useTranslation();
  const { play } = useTill();
  const input = useRef<HTMLInputElement>(null);
  const digits = digitsOf(props, list.currency);
  const run = useEntryImport(list.listId, digits);
  const { file, state, progress, answer } = run;
  const busy = state === 'trying' || state === 'importing';
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key !== 'Escape' || busy) return false;
      props.onLeave();
      return true;
    },
  });
  const worded = answer.refused.map((row) => ({ line: row.line, reason: refusalWords(t, row) }));
  const good = answer.created + answer.changed;
  const said = t(state === 'trying' ? 'products.import.trying' : 'products.import.importing', progress);
  return (
    <div className={sheet.columns} data-testid="entries-import">
      <section className={sheet.section}>
        <h3 className={sheet.heading}>{t('pricing.import.title')}</h3>
        <p className={sheet.hint}>{t('pricing.import.hint')}</p>
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
          data-testid="entries-import-file"
        />
        <div className={sheet.actions}>
          <Action icon={FileUp} disabled={busy || list.archived} onClick={() => input.current?.click()}>
            {t('products.import.choose')}
          </Action>
          {state === 'tried' && good > 0 && (
            <Action
              tone="next"
              icon={Upload}
              onClick={() => void run.start().then(onChanged)}
              data-testid="entries-import-start"
            >
              {t('pricing.import.start', { count: good })}
            </Action>
          )}
        </div>
        {busy && (
          <>
            <span role="status">{said}</span>
            <progress className={sheet.bar} value={progress.sent} max={Math.max(progress.total, 1)} aria-label={said} />
            <div>
              <Action icon={Square} onClick={run.stop}>
                {t('labels.stop')}
              </Action>
            </div>
          </>
        )}
        {run.fault && (
          <Notice
            {...(run.fault.offline
              ? { tone: 'warn' as const, title: t('products.unsent'), next: t('products.import.again') }
              : errorWords(t, run.fault.code))}
          />
        )}
        {run.stopped && <Notice tone="warn" title={t('products.import.stopped')} next={t('products.import.again')} />}
        {file && (state === 'tried' || state === 'done') && (
          <Notice
            tone={answer.refused.length > 0 ? 'warn' : 'ok'}
            code={state === 'tried' ? 'entries-tried' : 'entries-imported'}
            title={t(state === 'tried' ? 'pricing.import.would' : 'pricing.import.did', {
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
                data-testid="entries-import-report"
              >
                {t('products.import.report')}
              </Action>
            )}
          </Notice>
        )}
        {worded.length > 0 && (
          <table className={sheet.table} data-testid="entries-refused">
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
                <tr key={`${line} ${reason}`} data-testid="entries-refused-row">
                  <td data-number>{line}</td>
                  <td data-selectable>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <ExportEntries list={list} digits={digits} />
    </div>
  );
}
