import { VirtualLine } from '#drivers/sim/virtual-line.ts';

/** What goes wrong with a virtual scanner while it is switched on. */
export interface ScannerFaults {
  /** Each byte comes by itself. */
  split: boolean;
  /** A scan waits, and comes together with the next. */
  merged: boolean;
  /** Bytes that no scan holds come in front of it, with an end of their own. */
  garbage: boolean;
  /** Half of it comes, and then the cable is out. */
  dead: boolean;
}

export const NO_SCANNER_FAULTS: ScannerFaults = { split: false, merged: false, garbage: false, dead: false };

const NOISE = Uint8Array.from([0x00, 0x81, 0xff, 0x7f, 0x0d]);

/** A scanner on a serial line: scans what it is told to, as `]E04006381333931` and a suffix. */
export class VirtualScanner {
  readonly faults: ScannerFaults = { ...NO_SCANNER_FAULTS };
  readonly #suffix: string;
  readonly #line = new VirtualLine();
  #waiting: Uint8Array[] = [];

  constructor(suffix = '\r\n') {
    this.#suffix = suffix;
  }

  /** Waits for a till on a TCP port of this machine, as a serial server does; 0 takes any that is free. Gives the port. */
  listen(port: number): Promise<number> {
    return this.#line.listen(port);
  }

  /** Is plugged into a serial port, such as one end of a pty pair. */
  plugInto(path: string): Promise<void> {
    return this.#line.plugInto(path);
  }

  /** Whether a till is at the other end. */
  get connected(): boolean {
    return this.#line.connected;
  }

  /** Scans a text; `symbology` is the AIM identifier that is sent before it, if it is set up to send one. */
  async scan(text: string, symbology: string | null = null): Promise<void> {
    const bytes = new TextEncoder().encode(`${symbology ?? ''}${text}${this.#suffix}`);
    this.#waiting.push(...(this.faults.garbage ? [NOISE] : []), bytes);
    if (this.faults.merged && this.#waiting.length < 2) return;
    const all = Uint8Array.from(this.#waiting.flatMap((each) => [...each]));
    this.#waiting = [];
    if (this.faults.dead) {
      this.#line.send(all.subarray(0, all.length / 2));
      return this.unplug();
    }
    for (const piece of this.faults.split ? Array.from(all, (byte) => Uint8Array.of(byte)) : [all]) {
      this.#line.send(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Pulls the cable; a till may connect again. */
  unplug(): void {
    this.#line.unplug();
  }

  close(): Promise<void> {
    return this.#line.close();
  }
}
