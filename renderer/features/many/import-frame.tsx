import type { TFunction } from 'i18next';
import { Download, FileUp } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '#contracts/product-csv/csv-records.ts';
import { refusedRowsCsv } from '#contracts/product-csv/refused-rows-csv.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import sheet from '#renderer/ui/sheet.module.css';
import { ManyFrame } from './many-frame.tsx';
import type { ManyRow } from './many-rows.tsx';
import { refusalWords } from './refusal-words.ts';
import { refusedNext } from './refused-next.ts';
import type { Tally } from './send-parts.ts';
import type { ManyRun } from './use-many-run.ts';

/** What a file says: what would be sent, and what of it cannot be. */
export interface ReadFile<Part> {
  parts: readonly Part[];
  refused: readonly Refusal[];
  /** Its columns as they stand in it, and those that mean nothing here. */
  header?: readonly string[] | undefined;
  ignored?: readonly string[];
  /** What would be; without it the run says so when it has tried it out. */
  tally?: Tally;
}

interface ImportFrameProps<Part> {
  title: string;
  /** Which columns a file has. */
  hint: string;
  /** Why nothing can be imported now. */
  barred?: string | null;
  read: (bytes: Uint8Array) => Promise<ReadFile<Part>> | ReadFile<Part>;
  run: ManyRun<Part>;
  /** What would become of what the file names. */
  rowsOf: (file: ReadFile<Part>) => readonly ManyRow[];
  doneNext?: string;
  undoneNext?: string;
  /** Below the file. */
  children?: ReactNode;
  onChanged: () => void;
  onLeave: (() => void) | null;
}

/** Refused rows are shown in the order of the file, as many as this; all of them are in the file that can be saved. */
const SHOWN = 200;

/** Many from a file: tried out first, row by row, then taken in; what was refused is a file to be mended and imported again. */
export function ImportFrame<Part>(props: ImportFrameProps<Part>) {
  const { title, hint, barred = null, read, run, rowsOf, children, onChanged, onLeave } = props;
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<(ReadFile<Part> & { name: string; bytes: Uint8Array }) | null>(null);

  async function choose(chosen: File): Promise<void> {
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    const next = await read(bytes);
    setFile({ ...next, name: chosen.name, bytes });
    await run.tryOut(next.parts);
  }

  const isKnown = file !== null && (file.tally !== undefined || run.state !== 'open') && !run.busy;
  const tally = run.state === 'open' || run.state === 'tried' ? (file?.tally ?? run.sum.tally) : run.sum.tally;
  const isBefore = run.state === 'open' || run.state === 'tried';
  const refused = refusedOf(t, file?.refused ?? [], run);
  const count = isKnown && isBefore ? tally.created + tally.changed : 0;
  const report = file && refused.length > 0 && (
    <Action
      icon={Download}
      onClick={() => saveFile(document, `refused-${file.name}`, 'text/csv', refusedRowsCsv(file.bytes, refused))}
      data-testid="import-report"
    >
      {t('many.report')}
    </Action>
  );
  return (
    <ManyFrame
      title={title}
      run={run}
      parts={file?.parts ?? []}
      count={count}
      rows={file && !run.busy ? rowsOf(file) : []}
      doneNext={props.doneNext}
      undoneNext={props.undoneNext}
      report={report}
      staysOpen
      onChanged={onChanged}
      onLeave={onLeave}
      testId="import"
    >
      <p className={sheet.hint}>{hint}</p>
      {barred !== null && <Notice tone="info" title={barred} />}
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,text/csv"
        aria-label={t('many.choose')}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (chosen) void choose(chosen);
        }}
        data-testid="import-file"
      />
      <div className={sheet.actions}>
        <Action
          icon={FileUp}
          disabled={run.busy || barred !== null}
          onClick={() => input.current?.click()}
          data-testid="import-choose"
        >
          {t('many.choose')}
        </Action>
      </div>
      {file && <Columns name={file.name} header={file.header ?? []} ignored={file.ignored ?? []} />}
      {isKnown && isBefore && (
        <Notice
          tone={refused.length > 0 ? 'warn' : 'ok'}
          code="import-tried"
          title={t('many.would', { ...tally })}
          next={refusedNext(t, refused.length, tally)}
        >
          {report}
        </Notice>
      )}
      {refused.length > 0 && !run.busy && (
        <table className={sheet.table} data-testid="import-refused">
          <thead>
            <tr>
              <th scope="col" data-number>
                {t('many.line')}
              </th>
              <th scope="col">{t('many.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {refused.slice(0, SHOWN).map(({ line, reason }) => (
              <tr key={`${line} ${reason}`} data-testid="import-refused-row">
                <td data-number>{line}</td>
                <td data-selectable>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {children}
    </ManyFrame>
  );
}

function Columns({ name, header, ignored }: { name: string; header: readonly string[]; ignored: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <div className={sheet.section} data-testid="import-columns">
      <h3 className={sheet.sub}>{name}</h3>
      <ul className={sheet.chips}>
        {header.map((column) => {
          const isIgnored = ignored.includes(column);
          return (
            <li key={column} className={sheet.chip} data-ignored={isIgnored || undefined}>
              {isIgnored ? t('many.ignored', { column }) : column}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What of a file was not taken, whoever refused it, in the order of its lines. */
function refusedOf(
  t: TFunction,
  refused: readonly Refusal[],
  { sum }: ManyRun<never>,
): { line: number; reason: string }[] {
  const read = refused.map((row) => ({ line: row.line, reason: refusalWords(t, row) }));
  const told = sum.failed.flatMap(({ line, reason }) => (line === null ? [] : [{ line, reason }]));
  return [...read, ...told].sort((a, b) => a.line - b.line);
}
