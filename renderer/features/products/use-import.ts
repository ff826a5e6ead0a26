import { useRef, useState } from 'react';
import { ImportAnswer } from '#contracts/http/api.ts';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import { type ProductCsv, readProductCsv } from '#contracts/product-csv/product-csv.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { addAnswers, gtinsTwice, importParts, type Refused } from './import-plan.ts';

const NOTHING: ImportAnswer = { created: 0, changed: 0, unchanged: 0, refused: [] };

/** A file that is being imported, and how far that is. */
export interface ImportRun {
  file: { name: string; read: ProductCsv } | null;
  /** `tried`: nothing was changed yet, and what would be is known. */
  state: 'none' | 'trying' | 'tried' | 'importing' | 'done';
  progress: { sent: number; total: number };
  answer: ImportAnswer;
  /** Stopped by somebody before everything was sent. */
  stopped: boolean;
  fault: { offline: boolean; code: string } | null;
  choose(file: File): Promise<void>;
  start(): Promise<void>;
  stop(): void;
  forget(): void;
}

/** `gtinTwice` words a barcode that two rows of the file have. */
export function useImport(
  stores: CategoryListAnswer['stores'],
  gtinTwice: (gtin: string, line: number) => string,
): ImportRun {
  const [file, setFile] = useState<ImportRun['file']>(null);
  const [state, setState] = useState<ImportRun['state']>('none');
  const [progress, setProgress] = useState({ sent: 0, total: 0 });
  const [answer, setAnswer] = useState(NOTHING);
  const [stopped, setStopped] = useState(false);
  const [fault, setFault] = useState<ImportRun['fault']>(null);
  const stopping = useRef(false);

  async function send(read: ProductCsv, dryRun: boolean): Promise<void> {
    const { rows, refused } = gtinsTwice(read.rows);
    const told: Refused[] = refused.map(({ row, gtin, first }) => ({ line: row.line, reason: gtinTwice(gtin, first) }));
    let sum = addAnswers({ ...NOTHING, refused: [...read.refused] }, { ...NOTHING, refused: told });
    let sent = 0;
    stopping.current = false;
    setFault(null);
    setStopped(false);
    setAnswer(sum);
    setProgress({ sent, total: rows.length });
    setState(dryRun ? 'trying' : 'importing');
    for (const part of importParts(rows, dryRun)) {
      if (stopping.current) break;
      const got = await askServer('/catalogue/import', ImportAnswer, { method: 'POST', body: part });
      if (!got.ok) {
        setFault({ offline: got.offline, code: got.offline ? 'offline' : got.code });
        break;
      }
      sum = addAnswers(sum, got.value);
      sent += part.rows.length;
      setAnswer(sum);
      setProgress({ sent, total: rows.length });
    }
    setStopped(stopping.current && sent < rows.length);
    setState(sent === rows.length ? (dryRun ? 'tried' : 'done') : dryRun ? 'none' : 'done');
  }

  return {
    file,
    state,
    progress,
    answer,
    stopped,
    fault,
    async choose(chosen) {
      const read = readProductCsv(new Uint8Array(await chosen.arrayBuffer()), stores);
      setFile({ name: chosen.name, read });
      await send(read, true);
    },
    async start() {
      if (file) await send(file.read, false);
    },
    stop() {
      stopping.current = true;
    },
    forget() {
      setFile(null);
      setAnswer(NOTHING);
      setFault(null);
      setState('none');
    },
  };
}
