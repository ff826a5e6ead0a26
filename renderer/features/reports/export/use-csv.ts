import { useRef, useState } from 'react';
import { sendToServer } from '#renderer/app/server-api.ts';
import { saveFile } from '#renderer/ui/save-file.ts';

export interface CsvDownload {
  /** How many bytes have come; null while nothing is fetched. */
  bytes: number | null;
  fault: string | null;
  fetch: (path: string, query: Record<string, string>, file: string) => Promise<void>;
  stop: () => void;
}

/** Fetches a report's file and gives it to the person. */
export function useCsv(): CsvDownload {
  const [bytes, setBytes] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const leave = useRef<AbortController | null>(null);
  async function fetch(path: string, query: Record<string, string>, file: string): Promise<void> {
    const aborting = new AbortController();
    leave.current = aborting;
    setFault(null);
    setBytes(0);
    const csv = await sendToServer(path, { query, signal: aborting.signal, onBytes: setBytes });
    setBytes(null);
    if (aborting.signal.aborted) return;
    if (csv.ok) saveFile(document, file, 'text/csv', csv.value);
    setFault(csv.ok ? null : csv.offline ? 'enrol-server-unreachable' : csv.code);
  }
  return { bytes, fault, fetch, stop: () => leave.current?.abort() };
}
