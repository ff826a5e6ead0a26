import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { labelPicture } from './label-picture.ts';
import { VirtualLabelPrinter } from './virtual-label-printer.ts';
import { readZpl } from './zpl-label.ts';

const USUAL = { width: 456, height: 256 };
const LABEL =
  '^XA^CI28^PW400^LL240^CF0,30^FO10,10^FDApples, Braeburn^FS^FO10,60^A0N,60,40^FB380,1,0,R^FH^FD_C2_A32.40^FS^FO0,50^GB400,2,2^FS^BY2,3,70^FO20,140^BEN,70,Y,N^FD2902000000012^FS^PQ3^XZ';

let printer: VirtualLabelPrinter;
let socket: Socket;
beforeEach(async () => {
  printer = new VirtualLabelPrinter(20);
  socket = connect(await printer.listen(0), '127.0.0.1');
  await once(socket, 'connect');
});
afterEach(async () => {
  socket.destroy();
  await printer.close();
});

/** Asks for the status, so that all that was sent before has been taken. */
async function status(): Promise<string> {
  let said = '';
  socket.write('~HS');
  while (said.split('\x03').length < 4) said += String((await once(socket, 'data'))[0]);
  return said;
}

describe('readZpl', () => {
  it('takes the usual number where there is none', () => {
    expect(readZpl('^XA^PQ\u0018)^PWx^LL^XZ', USUAL)).toMatchObject({ ...USUAL, copies: 1 });
  });

  it('reads text, size, lines, barcodes and copies', () => {
    const label = readZpl(LABEL, USUAL);
    expect(label).toMatchObject({ width: 400, height: 240, copies: 3, unknown: [] });
    expect(label.pieces).toEqual([
      { kind: 'text', x: 10, y: 10, height: 30, width: 0, align: 'left', room: 0, text: 'Apples, Braeburn' },
      { kind: 'text', x: 10, y: 60, height: 60, width: 40, align: 'right', room: 380, text: '£2.40' },
      { kind: 'box', x: 0, y: 50, width: 400, height: 2, thickness: 2 },
      { kind: 'symbol', x: 20, y: 140, symbology: 'ean13', height: 70, moduleDots: 2, text: '2902000000012' },
    ]);
  });

  it('tells what it does not know, and draws a name that means to be markup as text', () => {
    const label = readZpl('^XA^ZZ1,2^FO1,1^FD<script>^FS^GFA,2,2,1,80FF^XZ', USUAL);
    expect(label.unknown).toEqual(['^ZZ1,2']);
    expect(labelPicture(label)).toContain('&lt;script&gt;');
    expect(label.pieces.at(-1)).toMatchObject({ kind: 'dots', bytesPerRow: 1, bytes: Uint8Array.of(0x80, 0xff) });
  });
});

describe('VirtualLabelPrinter', () => {
  it('prints a format as often as it says, however it is split', async () => {
    for (const char of LABEL) socket.write(char);
    expect(await status()).toContain('030,0,0,');
    expect(printer.labels.map(({ id }) => id)).toEqual([3, 2, 1]);
  });

  it('stops without paper, says so, and goes on where it was', async () => {
    await printer.setFaults({ paperOut: true });
    socket.write(LABEL);
    expect(await status()).toContain('\x02030,1,0,0256,003,');
    expect(printer.labels).toEqual([]);
    await printer.setFaults({ paperOut: false, headOpen: true, ribbonOut: true });
    expect(await status()).toContain('\x02000,0,1,1,');
    await printer.setFaults({ headOpen: false, ribbonOut: false });
    expect(printer.labels).toHaveLength(3);
  });

  it('forgets what it had not printed when it is switched off', async () => {
    await printer.setFaults({ paused: true });
    socket.write(LABEL);
    await status();
    const closed = once(socket, 'close');
    await printer.setFaults({ dead: true });
    await closed;
    await printer.setFaults({ dead: false, paused: false });
    expect(printer.labels).toEqual([]);
  });
});
