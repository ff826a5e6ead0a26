import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReceiptBlock } from '#domain/receipt/receipt-document.ts';
import { encodeReceipt } from '#drivers/printer/protocol/encode-receipt.ts';
import { readAutomaticStatus } from '#drivers/printer/protocol/escpos-automatic-status.ts';
import { drawerPulse, realTimeDrawerPulse } from '#drivers/printer/protocol/escpos-commands.ts';
import { encodeEscPos } from '#drivers/printer/protocol/escpos-encode.ts';
import { modelProfile } from '#drivers/printer/protocol/models.ts';
import { PAPER_80MM } from '#drivers/printer/protocol/printer-profile.ts';
import { starRealTimeDrawerPulse } from '#drivers/printer/protocol/star-commands.ts';
import { EscPosLanguage } from '#drivers/printer/transport/escpos-language.ts';
import { LinePrinter } from '#drivers/printer/transport/line-printer.ts';
import { StarLanguage } from '#drivers/printer/transport/star-language.ts';
import { TcpTransport } from '#drivers/transport/tcp.ts';
import { NO_FAULTS } from './printer-faults.ts';
import { automaticStatus, watchedStatus } from './printer-status-bytes.ts';
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

describe('a virtual printer of Star', () => {
  it('prints and confirms what is sent in its language, strips of a picture as one', async () => {
    const star = await startVirtualPrinter({ port: 0, language: 'starprnt' });
    const profile = modelProfile('star-mc-print3-zh');
    if (profile === null) throw new Error('it is a model');
    const speaks = new LinePrinter(new TcpTransport('127.0.0.1', star.port), new StarLanguage());
    const blocks: ReceiptBlock[] = [
      { kind: 'row', left: 'Tea 可乐', right: '4.95' },
      { kind: 'image', width: 8, height: 72, dots: Buffer.alloc(72, 0x81).toString('base64') },
    ];
    const job = encodeReceipt({ language: 'en', blocks }, profile, null);
    expect(await speaks.print(job)).toEqual({ ok: true });
    expect(await speaks.pulse(2)).toEqual({ ok: true });
    expect(star.receipts()[0]).toMatchObject({
      lines: [expect.stringMatching(/^Tea 可乐 +4\.95$/), expect.stringMatching(/^ *\[image 8x72\]$/)],
      cut: true,
      unknown: [],
      raw: Buffer.from(job).toString('base64'),
    });
    expect(await speaks.status()).toMatchObject({ status: { online: true, paper: 'ok', drawerOpen: true } });
    await star.setFaults({ paperOut: true, coverOpen: true });
    expect(await speaks.status()).toMatchObject({ status: { online: false, coverOpen: true, paper: 'out' } });
    await star.close();
  });
});

describe('status that comes by itself', () => {
  it.each([
    ['GS a 255', 'escpos', [0x1d, 0x61, 0xff], ['10000000', '18000f00', '10000000', '14000000', '10000000']],
    [
      'ESC RS a 1',
      'starprnt',
      [0x1b, 0x1e, 0x61, 1],
      ['230600000000000000', '23060800000e000000', '230600000000000000', '230604000000000000', '230600000000000000'],
    ],
  ] as const)('is told at once and at every change after %s', async (_, language, ask, told) => {
    const one = await startVirtualPrinter({ port: 0, language });
    const line = connect(one.port, '127.0.0.1');
    let heard = '';
    const until = async (wanted: string) => {
      while (!heard.endsWith(wanted)) {
        const [chunk] = await once(line, 'data');
        heard += Buffer.from(chunk).toString('hex');
      }
    };
    line.write(Uint8Array.from(ask));
    await until(told[0]);
    await one.setFaults({ paperOut: true });
    await until(told[1]);
    await one.setFaults({ paperOut: false });
    await until(told[2]);
    line.write(language === 'escpos' ? realTimeDrawerPulse(2) : starRealTimeDrawerPulse(2));
    await until(told[3]);
    one.closeDrawer();
    await until(told[4]);
    expect(heard).toBe(told.join(''));
    line.destroy();
    await one.close();
  });

  it('tells only of what was asked for, and nothing when that is nothing', () => {
    const paper = automaticStatus({ faults: { ...NO_FAULTS, paperLow: true }, drawerOpen: false });
    const drawer = automaticStatus({ faults: NO_FAULTS, drawerOpen: true });
    const idle = automaticStatus({ faults: NO_FAULTS, drawerOpen: false });
    expect([1, 2, 4, 8].map((n) => watchedStatus(n, paper) !== watchedStatus(n, idle))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect([1, 2, 4, 8].map((n) => watchedStatus(n, drawer) !== watchedStatus(n, idle))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(readAutomaticStatus([paper[0] ?? 0, paper[1] ?? 0, paper[2] ?? 0, 0])).toMatchObject({
      paper: 'low',
      online: true,
    });
  });
});
