import { constants } from 'node:fs';
import { access, type FileHandle, open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { ByteLine, ByteTransport, LineEnd, LineListener } from './byte-line.ts';
import { formatAddress } from './device-address.ts';

const CLOSE_MS = 1_000;
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
  #waiting: Uint8Array[] = [];
  #writing = false;
  #toClose = false;
  #alive = true;

  constructor(path: string, node: FileHandle, listener: LineListener) {
    this.#path = path;
    this.#node = node;
    this.#listener = listener;
    void this.#read();
  }

  get alive(): boolean {
    return this.#alive;
  }

  write(bytes: Uint8Array): void {
    if (!this.#alive || this.#toClose) return;
    this.#waiting.push(Uint8Array.from(bytes));
    if (!this.#writing) void this.#send();
  }

  close(): void {
    this.#toClose = true;
    if (!this.#writing) this.#end();
    setTimeout(() => this.#end(), CLOSE_MS).unref();
  }

  breakOff(): void {
    this.#waiting = [];
    this.#end();
  }

  async #read(): Promise<void> {
    const buffer = Buffer.alloc(1024);
    let lookAtMs = performance.now() + PRESENT_MS;
    while (this.#alive) {
      const bytesRead = await this.#attempt(
        async () => (await this.#node.read(buffer, 0, buffer.length, null)).bytesRead,
      );
      if (!this.#alive) return;
      if (bytesRead > 0) this.#listener.data(Uint8Array.from(buffer.subarray(0, bytesRead)));
      else await wait(POLL_MS);
      if (bytesRead > 0 || performance.now() < lookAtMs) continue;
      lookAtMs = performance.now() + PRESENT_MS;
      await access(this.#path).catch(() => this.#end());
    }
  }

  async #send(): Promise<void> {
    this.#writing = true;
    for (let next = this.#waiting.shift(); next !== undefined && this.#alive; next = this.#waiting.shift()) {
      const bytes = next;
      for (let at = 0; at < bytes.length && this.#alive; ) {
        const from = at;
        const written = await this.#attempt(async () => (await this.#node.write(bytes, from)).bytesWritten);
        at += written;
        if (written === 0) await wait(POLL_MS);
      }
    }
    this.#writing = false;
    if (this.#toClose) this.#end();
  }

  /** How many bytes went through; none while the device is not ready (EAGAIN), or once it is gone, which ends the line. */
  async #attempt(work: () => Promise<number>): Promise<number> {
    try {
      return await work();
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'EAGAIN' && code !== 'EINTR') this.#end();
      return 0;
    }
  }

  #end(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#node.close().catch(() => {});
    this.#listener.closed();
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
