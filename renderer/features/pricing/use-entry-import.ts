import { useRef, useState } from 'react';
import { ImportAnswer } from '#contracts/http/api.ts';
import { type PriceListCsv, readPriceListCsv } from '#contracts/product-csv/price-list-csv.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { addAnswers } from '#renderer/features/products/import-plan.ts';

const NOTHING: ImportAnswer = { created: 0, changed: 0, unchanged: 0, refused: [] };
/** Rows of one request. */
const PART = 500;

/** Prices of a file on their way into a list: tried out first, then changed. */
export function useEntryImport(listId: string, digits: number) {
  const [file, setFile] = useState<{ name: string; read: PriceListCsv } | null>(null);
  const [state, setState] = useState<'none' | 'trying' | 'tried' | 'importing' | 'done'>('none');
  const [progress, setProgress] = useState({ sent: 0, total: 0 });
  const [answer, setAnswer] = useState(NOTHING);
  const [fault, setFault] = useState<{ offline: boolean; code: string } | null>(null);
  const [stopped, setStopped] = useState(false);
  const stopping = useRef(false);

  async function send({ rows, refused }: PriceListCsv, dryRun: boolean): Promise<void> {
    let [sum, sent]: [ImportAnswer, number] = [{ ...NOTHING, refused: [...refused] }, 0];
    stopping.current = false;
    setFault(null);
    setStopped(false);
    setAnswer(sum);
    setState(dryRun ? 'trying' : 'importing');
    while (sent < rows.length && !stopping.current) {
      setProgress({ sent, total: rows.length });
      const part = rows.slice(sent, sent + PART);
      const body = { rows: part, dryRun };
      const got = await askServer(`/price-lists/${listId}/import`, ImportAnswer, { method: 'POST', body });
      if (!got.ok) {
        setFault({ offline: got.offline, code: got.offline ? 'offline' : got.code });
        break;
      }
      sum = addAnswers(sum, got.value);
      sent += part.length;
      setAnswer(sum);
    }
    setStopped(stopping.current && sent < rows.length);
    setState(sent === rows.length ? (dryRun ? 'tried' : 'done') : dryRun ? 'none' : 'done');
  }

  return {
    file,
    state,
    progress,
    answer,
    fault,
    stopped,
    async choose(chosen: File): Promise<void> {
      const read = readPriceListCsv(new Uint8Array(await chosen.arrayBuffer()), digits);
      setFile({ name: chosen.name, read });
      await send(read, true);
    },
    async start(): Promise<void> {
      if (file) await send(file.read, false);
    },
    stop(): void {
      stopping.current = true;
    },
  };
}
