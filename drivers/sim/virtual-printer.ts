import { randomUUID } from 'node:crypto';
import { chineseModel } from './charsets.ts';
import { PrintMachine } from './print-machine.ts';
import { type FaultChange, type Faults, NO_FAULTS } from './printer-faults.ts';
import { PrinterHttp } from './printer-http.ts';
import { PrinterSocket } from './printer-socket.ts';
import { receiptPicture } from './receipt-picture.ts';
import { ReceiptRoll, type VirtualReceipt } from './receipt-roll.ts';

export interface VirtualPrinterOptions {
  /** For ESC/POS over TCP; 0 takes any that is free. */
  port: number;
  /** For the page; 0 takes any that is free. */
  httpPort: number;
  host?: string;
  /** 48 on 80 mm paper, 32 on 58 mm. */
  columns?: number;
  /** `GS ( H`; false for a printer like the many that lack it. */
  knowsProcessIds?: boolean;
  slowLineMs?: number;
}

export interface VirtualPrinter {
  readonly port: number;
  /** Where its page is. */
  readonly url: string;
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
 * shows its paper on a page. Rejects when a port is taken.
 */
export async function startVirtualPrinter(options: VirtualPrinterOptions): Promise<VirtualPrinter> {
  const { host = '127.0.0.1', columns = 48 } = options;
  const roll = new ReceiptRoll(KEPT);
  const boot = randomUUID();
  let faults: Faults = { ...NO_FAULTS };

  const machine: PrintMachine = new PrintMachine({
    charsets: chineseModel,
    columns,
    knowsProcessIds: options.knowsProcessIds ?? true,
    slowLineMs: options.slowLineMs ?? 400,
    faults: () => faults,
    onPage(page) {
      http.printed(roll.add(page, columns, new Date()));
      http.changed();
    },
    onChange: () => http.changed(),
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
    http.changed();
  }

  function closeDrawer(): void {
    machine.drawerOpen = false;
    http.changed();
  }

  const http: PrinterHttp = new PrinterHttp({
    state: () => ({
      boot,
      address: `tcp://${host}:${socket.port}`,
      columns,
      faults,
      drawerOpen: machine.drawerOpen,
      pulses: machine.pulses,
      receipts: roll.receipts,
    }),
    printing: () => (machine.page.drawn.length > 0 ? receiptPicture(machine.page.drawn, { columns, cut: false }) : ''),
    setFaults,
    closeDrawer,
  });

  await socket.listen();
  try {
    await http.listen(host, options.httpPort);
  } catch (error) {
    await socket.close();
    throw error;
  }

  return {
    port: socket.port,
    url: `http://${host}:${http.port}`,
    receipts: () => roll.receipts,
    pulses: () => machine.pulses,
    drawerOpen: () => machine.drawerOpen,
    faults: () => faults,
    setFaults,
    closeDrawer,
    async close() {
      machine.powerOff();
      await Promise.all([socket.close(), http.close()]);
    },
  };
}
