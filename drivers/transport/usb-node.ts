import { constants } from 'node:fs';
import { access, type FileHandle, open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { ByteLine, ByteTransport, LineEnd, LineListener } from './byte-line.ts';
import { formatAddress } from './device-address.ts';
import { Outbox } from './outbox.ts';

/** As much as usblp takes at once (USBLP_BUF_SIZE). */
const PIECE_BYTES = 8_192;
/** A write of none of it. */
const NOTHING = new Uint8Array(1);
/** The node can't be waited on in Node: it is looked at this often while it is open. */
const POLL_MS = 15;
/** Reading a device that was pulled out may give nothing for ever: it is looked this often whether its node is still there. */
const PRESENT_MS = 500;
/** Another program (CUPS) may be in the middle of a job: the node is one program's at a time. */
const BUSY_RETRY_MS = 50;

/**
 * A printer-class device node, `/dev/usb/lp0`: the Linux kernel's usblp carries bytes both ways (Documentation/usb, drivers/usb/class/usblp.c).
 * Elsewhere there is no such node: on Windows and macOS a USB printer is reached as the serial port it appears as, or by its spooler's queue.
 */
export class UsbNodeTransport implements ByteTransport {
  readonly answers = true;
  readonly address: string;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    this.address = formatAddress({ kind: 'usb', path });
  }

  async open(listener: LineListener, timeoutMs: number, signal?: AbortSignal): Promise<ByteLine | LineEnd> {
    const untilMs = performance.now() + timeoutMs;
    for (;;) {
      if (signal?.aborted) return 'aborted';
      try {
        const node = await open(this.#path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
        if ((await node.stat()).isCharacterDevice()) return new NodeLine(this.#path, node, listener);
        await node.close();
        return 'closed';
      } catch (error) {
        if (codeOf(error) !== 'EBUSY') return 'closed';
        if (performance.now() >= untilMs) return 'timeout';
        await wait(BUSY_RETRY_MS);
      }
    }
  }
}

class NodeLine implements ByteLine {
  readonly #path: string;
  readonly #node: FileHandle;
  readonly #listener: LineListener;
  readonly #outbox: Outbox;
  #alive = true;

  constructor(path: string, node: FileHandle, listener: LineListener) {
    this.#path = path;
    this.#node = node;
    this.#listener = listener;
    this.#outbox = new Outbox({
      pieceBytes: PIECE_BYTES,
      byteMs: 0,
      take: (piece, taken) => void this.#take(piece, taken),
      flush: (flushed) => void this.#flush(flushed),
      end: (clean) => this.#end(clean),
    });
    void this.#read();
  }

  get alive(): boolean {
    return this.#alive;
  }

  write(bytes: Uint8Array): void {
    if (this.#alive) this.#outbox.write(bytes);
  }

  close(): void {
    if (this.#alive) this.#outbox.close();
  }

  breakOff(): void {
    this.#end(false);
  }

  async #read(): Promise<void> {
    const buffer = Buffer.alloc(1024);
    let lookAtMs = performance.now() + PRESENT_MS;
    while (this.#alive) {
      const read = await this.#attempt(async () => (await this.#node.read(buffer, 0, buffer.length, null)).bytesRead);
      const bytesRead = read ?? 0;
      if (!this.#alive) return;
      if (bytesRead > 0) this.#listener.data(Uint8Array.from(buffer.subarray(0, bytesRead)));
      else await wait(POLL_MS);
      if (bytesRead > 0 || performance.now() < lookAtMs) continue;
      lookAtMs = performance.now() + PRESENT_MS;
      await access(this.#path).catch(() => this.#end(false));
    }
  }

  async #take(piece: Uint8Array, taken: () => void): Promise<void> {
    for (let at = 0; at < piece.length; ) {
      const from = at;
      const written = await this.#attempt(async () => (await this.#node.write(piece, from)).bytesWritten);
      if (!this.#alive) return;
      at += written ?? 0;
      if (written) this.#outbox.moved();
      else await wait(POLL_MS);
    }
    taken();
  }

  /**
   * usblp takes a block before the printer has it, and closing the node throws it away (usblp_write, usblp_release). The next write waits
   * for that block, and one of nothing does nothing else: it fails with EAGAIN as long as the printer takes none, for want of paper for example.
   */
  async #flush(flushed: () => void): Promise<void> {
    while (this.#alive) {
      if ((await this.#attempt(async () => (await this.#node.write(NOTHING, 0, 0)).bytesWritten)) === null) {
        await wait(POLL_MS);
      } else if (this.#alive) {
        flushed();
        return;
      }
    }
  }

  /** How many bytes went through; null while the device is not ready (EAGAIN), or once it is gone, which ends the line. */
  async #attempt(work: () => Promise<number>): Promise<number | null> {
    try {
      return await work();
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'EAGAIN' && code !== 'EINTR') this.#end(false);
      return null;
    }
  }

  #end(clean: boolean): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#outbox.drop();
    this.#node.close().catch(() => {});
    this.#listener.closed(clean);
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
