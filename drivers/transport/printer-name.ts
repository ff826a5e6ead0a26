import { isStatusByte } from '#drivers/printer/protocol/escpos-status.ts';
import type { ByteTransport } from './byte-line.ts';

const CONNECT_MS = 1_500;
const ANSWER_MS = 700;
const NAME_MAX = 80;
const DLE_EOT_1 = Uint8Array.of(0x10, 0x04, 0x01);
/** `GS I` 66 and 67 (Transmit printer ID, printer info B): maker and model, each as 5Fh, text, NUL. */
const MAKER = Uint8Array.of(0x1d, 0x49, 66);
const MODEL = Uint8Array.of(0x1d, 0x49, 67);

/**
 * What an ESC/POS printer calls itself, such as `EPSON TM-T88V`; null where that can't be learned. Only what answers a status request
 * (three control bytes) is asked for its name: an office printer would print the question.
 */
export async function printerName(transport: ByteTransport, signal?: AbortSignal): Promise<string | null> {
  let heard = '';
  let wake = () => {};
  let gone = false;
  const line = await transport.open(
    {
      data(bytes) {
        heard += Buffer.from(bytes).toString('latin1');
        wake();
      },
      closed() {
        gone = true;
        wake();
      },
    },
    CONNECT_MS,
    signal,
  );
  if (typeof line === 'string') return null;

  async function answer(question: Uint8Array, read: (text: string) => string | null): Promise<string | null> {
    heard = '';
    if (typeof line !== 'string') line.write(question);
    const untilMs = performance.now() + ANSWER_MS;
    for (;;) {
      const found = read(heard);
      const leftMs = untilMs - performance.now();
      if (found !== null) return found;
      if (gone || leftMs <= 0 || signal?.aborted) return null;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  const isPrinter = (await answer(DLE_EOT_1, statusIn)) !== null;
  const names = isPrinter ? [await answer(MAKER, nameIn), await answer(MODEL, nameIn)] : [];
  line.close();
  return [...new Set(names.filter((name) => name !== null))].join(' ') || null;
}

function statusIn(text: string): string | null {
  return [...text].find((char) => isStatusByte(char.charCodeAt(0))) ?? null;
}

function nameIn(text: string): string | null {
  const name = text.split('_').slice(1).join('_');
  const end = name.indexOf('\0');
  return end < 1
    ? null
    : name
        .slice(0, Math.min(end, NAME_MAX))
        .replace(/[^ -~]/g, '')
        .trim() || null;
}
