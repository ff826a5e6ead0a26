import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawerPulse } from '#drivers/printer/protocol/escpos-commands.ts';
import { encodeEscPos } from '#drivers/printer/protocol/escpos-encode.ts';
import { PAPER_80MM } from '#drivers/printer/protocol/printer-profile.ts';
import { EscPosLanguage } from '#drivers/printer/transport/escpos-language.ts';
import { LinePrinter } from '#drivers/printer/transport/line-printer.ts';
import { TcpTransport } from '#drivers/transport/tcp.ts';
import { startVirtualPrinter, type VirtualPrinter } from './virtual-printer.ts';

let virtual: VirtualPrinter;
let printer: LinePrinter;

beforeEach(async () => {
  virtual = await startVirtualPrinter({ port: 0 });
  printer = new LinePrinter(new TcpTransport('127.0.0.1', virtual.port), new EscPosLanguage());
});
afterEach(() => virtual.close());

const receipt = (text: string) => encodeEscPos({ language: 'en', blocks: [{ kind: 'text', text }] }, PAPER_80MM);

describe('the virtual printer', () => {
  it('keeps the last 100 receipts, newest first, with their bytes and pulses', async () => {
    await printer.print(drawerPulse(2));
    for (let at = 1; at <= 101; at += 1) await printer.print(receipt(`Receipt ${at}`));
    const receipts = virtual.receipts();
    expect(receipts).toHaveLength(100);
    expect(receipts[0]).toMatchObject({ id: 101, lines: ['Receipt 101'], cut: true, pulses: 0, unknown: [] });
    expect(receipts[0]?.raw).toBe(Buffer.from(receipt('Receipt 101')).toString('base64'));
    expect(receipts.at(-1)).toMatchObject({ id: 2 });
    expect([virtual.picture(1), virtual.picture(101)]).toEqual([null, expect.stringContaining('Receipt')]);
    expect([virtual.pulses(), virtual.drawerOpen()]).toEqual([1, true]);
    virtual.closeDrawer();
    expect(virtual.drawerOpen()).toBe(false);
  });

  it('counts a pulse with the receipt that follows it', async () => {
    await printer.print(drawerPulse(2));
    await printer.print(receipt('Cash'));
    await printer.print(receipt('Card'));
    expect(virtual.receipts().map(({ lines, pulses }) => [lines[0], pulses])).toEqual([
      ['Card', 0],
      ['Cash', 1],
    ]);
  });

  it('reports what it does not know beside the receipt', async () => {
    await printer.print(Uint8Array.of(0x1b, 0x7a, ...receipt('Odd')));
    expect(virtual.receipts()[0]).toMatchObject({ lines: ['Odd'], unknown: ['1b7a'] });
  });

  it('is there again on the same port after it was switched off', async () => {
    await virtual.setFaults({ dead: true });
    expect(await printer.print(receipt('Off'))).toMatchObject({ code: 'printer-unreachable' });
    await virtual.setFaults({ dead: false });
    expect(await printer.print(receipt('On'))).toEqual({ ok: true });
  });
});
