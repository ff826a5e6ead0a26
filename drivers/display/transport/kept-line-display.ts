import type { DisplayLines, DisplayOutcome, LineDisplay } from '#drivers/display/line-display.ts';
import { type DisplayLanguage, displayFrame, spells } from '#drivers/display/protocol/display-frame.ts';
import type { ByteLine, ByteTransport } from '#drivers/transport/byte-line.ts';

export interface KeptLineDisplayOptions {
  openMs?: number;
  /** After how long a display that went away is looked for again by itself. */
  retryMs?: number;
  /** How long a display has to show one frame before the next is sent: 56 bytes at 9600 baud take 58 ms. */
  frameMs?: number;
}

interface Opened {
  line: ByteLine;
  /** The code table it was last sent. */
  table: number | null;
}

/**
 * A display whose line stays open. Only the newest lines are sent; one that was unplugged is looked for again and shows them
 * when it is back.
 */
export class KeptLineDisplay implements LineDisplay {
  readonly #language: DisplayLanguage;
  readonly #columns: number;
  readonly #transport: ByteTransport;
  readonly #openMs: number;
  readonly #retryMs: number;
  readonly #frameMs: number;
  readonly #closing = new AbortController();
  #opened: Opened | null = null;
  /** What shall stand, or stands, there. */
  #lines: DisplayLines | null = null;
  #sending: Promise<DisplayOutcome> | null = null;
  #stale = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(
    language: DisplayLanguage,
    columns: number,
    transport: ByteTransport,
    options: KeptLineDisplayOptions = {},
  ) {
    this.#language = language;
    this.#columns = columns;
    this.#transport = transport;
    this.#openMs = options.openMs ?? 3_000;
    this.#retryMs = options.retryMs ?? 5_000;
    this.#frameMs = options.frameMs ?? 60;
  }

  spells(lines: DisplayLines): boolean {
    return spells(this.#language, lines);
  }

  show(lines: DisplayLines): Promise<DisplayOutcome> {
    this.#lines = lines;
    this.#stale = true;
    clearTimeout(this.#retry);
    this.#sending ??= this.#send().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  close(): void {
    this.#closing.abort();
    clearTimeout(this.#retry);
    this.#opened?.line.close();
    this.#opened = null;
  }

  /** Until what was sent is the newest. */
  async #send(): Promise<DisplayOutcome> {
    let outcome: DisplayOutcome = { ok: true };
    while (this.#stale && !this.#closing.signal.aborted) {
      outcome = await this.#open();
      const lines = this.#lines;
      this.#stale = false;
      if (!outcome.ok || !this.#opened || !lines) break;
      this.#write(this.#opened, lines);
      await pause(this.#frameMs);
      // It went away while its lines were on the way.
      if (!this.#opened?.line.alive && !this.#closing.signal.aborted) outcome = this.#fault('display-unreachable');
    }
    if (!outcome.ok) this.#lookAgain();
    return outcome;
  }

  #write(opened: Opened, lines: DisplayLines): void {
    const { bytes, table } = displayFrame(this.#language, lines, this.#columns, opened.table);
    opened.table = table;
    opened.line.write(bytes);
  }

  async #open(): Promise<DisplayOutcome> {
    if (this.#opened?.line.alive) return { ok: true };
    this.#opened = null;
    let ended = false;
    const closed = (): void => {
      ended = true;
      this.#opened = null;
      this.#lookAgain();
    };
    const line = await this.#transport.open({ data() {}, closed }, this.#openMs, this.#closing.signal);
    if (line === 'timeout') return this.#fault('display-timeout');
    if (typeof line === 'string' || ended) return this.#fault('display-unreachable');
    if (this.#closing.signal.aborted) {
      line.close();
      return this.#fault('display-unreachable');
    }
    line.write(Uint8Array.from(this.#language.start));
    this.#opened = { line, table: null };
    return { ok: true };
  }

  #lookAgain(): void {
    clearTimeout(this.#retry);
    if (this.#closing.signal.aborted) return;
    this.#retry = setTimeout(() => {
      if (this.#lines) void this.show(this.#lines);
    }, this.#retryMs);
    this.#retry.unref();
  }

  #fault(code: 'display-unreachable' | 'display-timeout'): DisplayOutcome {
    return { ok: false, code, detail: this.#transport.address };
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
