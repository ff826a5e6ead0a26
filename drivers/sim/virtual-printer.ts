import { chineseModel, starChineseModel } from './charsets.ts';
import { PrintMachine } from './print-machine.ts';
import { type FaultChange, type Faults, NO_FAULTS } from './printer-faults.ts';
import { PrinterSocket } from './printer-socket.ts';
import { receiptPicture } from './receipt-picture.ts';
import { joinStrips, ReceiptRoll, type VirtualReceipt } from './receipt-roll.ts';

export interface VirtualPrinterOptions {
  /** Of TCP; 0 takes any that is free. */
  port: number;
  host?: string;
  /** ESC/POS where nothing is said; either has a Chinese font. */
  language?: 'escpos' | 'starprnt';
  /** 48 on 80 mm paper, 32 on 58 mm. */
  columns?: number;
  /** `GS ( H`; false for a printer like the many that lack it. */
  knowsProcessIds?: boolean;
  slowLineMs?: number;
}

export interface VirtualPrinter {
  readonly port: number;
  /** How many pieces (lines, codes, images) of a receipt are out that is still coming. */
  printing(): number;
  /** Resolves when a part of a receipt is out, and the rest of it is not. */
  begun(): Promise<void>;
  /** A receipt as a picture, or what is coming out now; null for one that is no longer kept. */
  picture(id: number | 'printing'): string | null;
  /** The last 100, newest first. */
  receipts(): readonly VirtualReceipt[];
  /** How often the drawer was opened. */
  pulses(): number;
  drawerOpen(): boolean;
  faults(): Readonly<Faults>;
  /** Sets the faults named and leaves the others; resolves when that has taken effect. */
  setFaults(change: FaultChange): Promise<void>;
  closeDrawer(): void;
  close(): Promise<void>;
}

const KEPT = 100;

/**
 * Starts a network receipt printer that is none: it answers and prints like one, over TCP, can be made to fail, and
 * draws its paper. Rejects when the port is taken.
 */
export async function startVirtualPrinter(options: VirtualPrinterOptions): Promise<VirtualPrinter> {
  const { host = '127.0.0.1', columns = 48, language = 'escpos' } = options;
  const roll = new ReceiptRoll(KEPT);
  const awaiting: (() => void)[] = [];
  let faults: Faults = { ...NO_FAULTS };

  const machine: PrintMachine = new PrintMachine({
    language,
    charsets: language === 'starprnt' ? starChineseModel : chineseModel,
    columns,
    knowsProcessIds: options.knowsProcessIds ?? true,
    slowLineMs: options.slowLineMs ?? 400,
    faults: () => faults,
    onPage: (page) => roll.add(page, columns, new Date()),
    onChange() {
      if (machine.page.drawn.length > 0) for (const tell of awaiting.splice(0)) tell();
    },
  });
  const socket = new PrinterSocket(machine, host, options.port);

  async function setFaults(change: FaultChange): Promise<void> {
    faults = { ...faults, ...change };
    if (faults.dead) {
      machine.powerOff();
      await socket.close();
    } else {
      await socket.listen();
    }
    machine.work();
  }

  await socket.listen();
  return {
    port: socket.port,
    printing: () => machine.page.drawn.length,
    begun: () =>
      new Promise((resolve) => {
        if (machine.page.drawn.length > 0) resolve();
        else awaiting.push(resolve);
      }),
    picture(id) {
      const found = id === 'printing' ? machine.page : roll.receipts.find((receipt) => receipt.id === id);
      return found ? receiptPicture(joinStrips(found.drawn), { columns, cut: found.cut }) : null;
    },
    receipts: () => roll.receipts,
    pulses: () => machine.pulses,
    drawerOpen: () => machine.drawerOpen,
    faults: () => faults,
    setFaults,
    closeDrawer() {
      machine.closeDrawer();
    },
    async close() {
      machine.powerOff();
      await socket.close();
    },
  };
}
