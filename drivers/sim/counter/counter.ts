import { randomUUID } from 'node:crypto';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { VirtualLineDisplay } from '#drivers/sim/line-display/virtual-line-display.ts';
import { VirtualScale } from '#drivers/sim/scale/virtual-scale.ts';
import { VirtualScanner } from '#drivers/sim/scanner/virtual-scanner.ts';
import { CounterHttp } from './counter-http.ts';
import { type AskedPorts, onPort } from './counter-ports.ts';
import { type CounterSettings, counterSettings } from './counter-settings.ts';
import { displayDevice } from './display-device.ts';
import { labelDevice } from './label-device.ts';
import { lineFor } from './line-for.ts';
import { printerDevice } from './printer-device.ts';
import { scaleDevice } from './scale-device.ts';
import { scannerDevice } from './scanner-device.ts';
import { terminalDevice } from './terminal-device.ts';
import { walletDevice } from './wallet-device.ts';

export interface CounterOptions {
  ports: AskedPorts;
  /** Scanner, scale and line display on real serial ports (pty pairs, by socat) in place of TCP. */
  pty?: boolean;
}

/** A counter full of virtual devices. */
export interface Counter {
  /** Where its page is. */
  readonly url: string;
  state(): CounterState;
  /** What a till is to be told to work with all of it. */
  settings(): CounterSettings;
  close(): Promise<void>;
}

/** Starts every virtual device and the page that joins them. Rejects when a port that was asked for is taken. */
export async function startCounter({ ports, pty = false }: CounterOptions): Promise<Counter> {
  const boot = randomUUID();
  const closing: (() => Promise<unknown>)[] = [];
  const kept = <D extends { close(): Promise<unknown> }>(device: D): D => {
    closing.push(() => device.close());
    return device;
  };
  const close = async () => {
    await Promise.all(closing.map((end) => end()));
  };

  async function start(): Promise<Counter> {
    const printer = kept(await onPort('printer', ports, printerDevice));
    const labelPrinter = kept(await onPort('label', ports, labelDevice));
    const terminal = kept(await onPort('terminal', ports, terminalDevice));
    const wallet = kept(await onPort('wallet', ports, walletDevice));
    const barcodes = new VirtualScanner();
    const scanner = kept(scannerDevice(barcodes, await lineFor('scanner', barcodes, { ports, pty, closing })));
    const weigher = new VirtualScale();
    const scale = kept(scaleDevice(weigher, await lineFor('scale', weigher, { ports, pty, closing })));
    const lines = new VirtualLineDisplay();
    const lineDisplay = kept(displayDevice(lines, await lineFor('display', lines, { ports, pty, closing })));
    const devices = { printer, labelPrinter, scanner, scale, lineDisplay, terminal, wallet };
    const state = (): CounterState => ({
      boot,
      printer: printer.state(),
      labelPrinter: labelPrinter.state(),
      scanner: scanner.state(),
      scale: scale.state(),
      lineDisplay: lineDisplay.state(),
      terminal: terminal.state(),
      wallet: wallet.state(),
    });
    const settings = () => counterSettings(state());
    const http = kept(new CounterHttp({ devices, state, settings }));
    await onPort('counter', ports, (port) => http.listen('127.0.0.1', port));
    return { url: `http://127.0.0.1:${http.port}`, state, settings, close };
  }

  return start().catch(async (error: unknown) => {
    await close();
    throw error;
  });
}
