import type { ReactNode } from 'react';
import { recordRows } from './import-records.tsx';
import { ManyFrame } from './many-frame.tsx';
import { isChange, type Planned, type RecordKind, recordTask } from './record-task.ts';
import { useManyRun } from './use-many-run.ts';

interface BulkRecordsProps<T> {
  title: string;
  kind: RecordKind<T>;
  planned: readonly Planned<T>[];
  /** By what it is decided what becomes of them. */
  children: ReactNode;
  onChanged: () => void;
  onLeave: () => void;
}

/** Those that were chosen of a list that is published one by one, changed together. */
export function BulkRecords<T>({ title, kind, planned, children, onChanged, onLeave }: BulkRecordsProps<T>) {
  const run = useManyRun(recordTask(kind));
  const changed = planned.filter((one) => isChange(kind, one));
  return (
    <ManyFrame
      title={title}
      run={run}
      parts={changed}
      count={changed.length}
      rows={recordRows(kind, planned)}
      onChanged={onChanged}
      onLeave={onLeave}
      testId="many"
    >
      {children}
    </ManyFrame>
  );
}
