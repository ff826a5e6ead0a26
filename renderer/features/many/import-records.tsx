import type { ReactNode } from 'react';
import type { Refusal } from '#contracts/product-csv/csv-records.ts';
import { Difference } from './difference.tsx';
import { ImportFrame } from './import-frame.tsx';
import type { ManyRow } from './many-rows.tsx';
import { isChange, type Planned, type RecordKind, recordTask } from './record-task.ts';
import { NO_TALLY, type Tally } from './send-parts.ts';
import { useManyRun } from './use-many-run.ts';

interface ImportRecordsProps<T> {
  title: string;
  hint: string;
  kind: RecordKind<T>;
  /** What a file makes of what there is. */
  read: (bytes: Uint8Array) => { header: string[]; planned: Planned<T>[]; refused: Refusal[] };
  barred?: string | null;
  undoneNext?: string;
  children?: ReactNode;
  onChanged: () => void;
  onLeave: (() => void) | null;
}

/** A list that is published one by one from a file: which of it is new and what changes is known before anything is. */
export function ImportRecords<T>({ kind, read, ...frame }: ImportRecordsProps<T>) {
  const run = useManyRun(recordTask(kind));
  return (
    <ImportFrame
      {...frame}
      run={run}
      read={(bytes) => {
        const { header, planned, refused } = read(bytes);
        return { parts: planned, refused, header, tally: tallyOf(kind, planned) };
      }}
      rowsOf={({ parts }) => recordRows(kind, parts)}
    />
  );
}

function tallyOf<T>(kind: RecordKind<T>, planned: readonly Planned<T>[]): Tally {
  const tally = { ...NO_TALLY };
  for (const one of planned) tally[one.before === null ? 'created' : isChange(kind, one) ? 'changed' : 'unchanged']++;
  return tally;
}

/** Everything that is planned, before and after. */
export function recordRows<T>(kind: RecordKind<T>, planned: readonly Planned<T>[]): ManyRow[] {
  return planned.map(({ line, before, after }) => ({
    key: kind.keyOf(after),
    line,
    name: kind.nameOf(after),
    change: <Difference before={before && kind.words(before)} after={kind.words(after)} />,
  }));
}
