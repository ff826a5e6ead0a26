import { VirtualLine } from '#drivers/sim/virtual-line.ts';
import { DisplayScreen } from './display-screen.ts';

/** What goes wrong with a virtual display while it is switched on. */
export interface DisplayFaults {
  /** Every seventh byte is lost, as on a bad cable. */
  losesBytes: boolean;
  dead: boolean;
}

export const NO_DISPLAY_FAULTS: DisplayFaults = { losesBytes: false, dead: false };

/** A customer's two-line display on a serial line, which shows what it is sent in ESC/POS or CD5220. */
export class VirtualLineDisplay {
  readonly columns: number;
  readonly #line: VirtualLine;
  #screen: DisplayScreen;
  #faults: DisplayFaults = { ...NO_DISPLAY_FAULTS };
  #bytes = 0;

  constructor(columns = 20) {
    this.columns = columns;
    this.#screen = new DisplayScreen(columns);
    this.#line = new VirtualLine((bytes) => {
      const kept = bytes.filter(() => ++this.#bytes % 7 !== 0 || !this.#faults.losesBytes);
      this.#screen.push(kept);
    });
  }

  listen(port: number): Promise<number> {
    return this.#line.listen(port);
  }

  plugInto(path: string): Promise<void> {
    return this.#line.plugInto(path);
  }

  get lines(): string[] {
    return this.#screen.lines;
  }

  get faults(): Readonly<DisplayFaults> {
    return this.#faults;
  }

  /** One that is switched off is dark afterwards. */
  async setFaults(change: Partial<DisplayFaults>): Promise<void> {
    this.#faults = { ...this.#faults, ...change };
    if (this.#faults.dead) this.#screen = new DisplayScreen(this.columns);
    await this.#line.setOff(this.#faults.dead);
  }

  close(): Promise<void> {
    return this.#line.close();
  }
}
