import { afterEach, describe, expect, it } from 'vitest';
import type { ScannerSettings } from '#contracts/ipc/devices.ts';
import { USUAL_SCANNER } from '#drivers/scanner/protocol/testing/hid-descriptors.ts';
import { NO_SOCAT, openPtyPair, type PtyPair } from '#drivers/sim/pty-pair.ts';
import type { ByteTransport, LineListener } from '#drivers/transport/byte-line.ts';
import type { ReportListener, ReportTransport } from '#drivers/transport/report-line.ts';
import { SerialTransport } from '#drivers/transport/serial.ts';
import { systemClock } from '#electron/host/clock.ts';
import { DrivenClock, settled } from '#tests/fixtures/driven-clock.ts';
import { keepScanners, type ScannerKeeper } from './scanners.ts';

const SERIAL: ScannerSettings = { scannerId: 's1', kind: 'serial', address: 'serial:/dev/ttyS9' };
const HID: ScannerSettings = { scannerId: 'h1', kind: 'hid', address: 'hid:0c2e:0b61' };
const bytes = (text: string) => new TextEncoder().encode(text);
let keeper: ScannerKeeper | null = null;
afterEach(() => keeper?.close());

/** A device on a cable that can be pulled and plugged. */
class Cable implements ByteTransport {
  readonly answers = true;
  readonly address = SERIAL.address;
  plugged = true;
  opened = 0;
  listener: LineListener | null = null;
  async open(listener: LineListener) {
    if (!this.plugged) return 'closed' as const;
    this.opened += 1;
    this.listener = listener;
    const close = () => {
      this.listener = null;
    };
    return { alive: true, write() {}, close, breakOff: close };
  }
  unplug(): void {
    this.plugged = false;
    this.listener?.closed(false);
    this.listener = null;
  }
}

function counter(settings: readonly ScannerSettings[] = [SERIAL]) {
  const clock = new DrivenClock();
  const cable = new Cable();
  const scans: string[] = [];
  let reports: ReportListener | null = null;
  const hid: ReportTransport = {
    address: HID.address,
    async open(listener) {
      reports = listener;
      return { descriptor: USUAL_SCANNER, close() {} };
    },
  };
  keeper = keepScanners({
    settings,
    clock,
    onScan: ({ text, symbology, scannerId }) => scans.push(`${scannerId} ${symbology ?? ''}${text}`),
    onChange() {},
    transport: () => ({ ok: true, transport: cable }),
    hid: () => hid,
  });
  const states = () => keeper?.states().map(({ deviceId, state, fault }) => [deviceId, fault?.code ?? state]);
  return { clock, cable, scans, states, keeper, report: (data: Uint8Array) => reports?.report(data) };
}

describe('keepScanners', () => {
  it('takes scans of serial and HID scanners, whole ones only', async () => {
    const { clock, cable, scans, states, report } = counter([SERIAL, HID]);
    await settled();
    expect(states()).toEqual([
      ['s1', 'ready'],
      ['h1', 'ready'],
    ]);
    cable.listener?.data(bytes(']E04006'));
    cable.listener?.data(bytes('381333931\r\n'));
    const data = new Uint8Array(64);
    data.set([2, 8, ...bytes(']E496385074')]);
    report(data);
    cable.listener?.data(bytes('400638'));
    await clock.advance(1000);
    expect(scans).toEqual(['s1 ]E04006381333931', 'h1 ]E496385074']);
  });

  it('ends the scan of a scanner without a suffix by silence', async () => {
    const { clock, cable, scans } = counter();
    await settled();
    cable.listener?.data(bytes('9638'));
    await clock.advance(100);
    cable.listener?.data(bytes('5074'));
    await clock.advance(119);
    expect(scans).toEqual([]);
    await clock.advance(1);
    expect(scans).toEqual(['s1 96385074']);
  });

  it('drops a HID scan that breaks off in the middle', async () => {
    const { clock, scans, report } = counter([HID]);
    await settled();
    const part = new Uint8Array(64).fill(0x31);
    part.set([2, 56]);
    report(part);
    await clock.advance(500);
    const last = new Uint8Array(64);
    last.set([2, 8, ...bytes(']E496385074')]);
    report(last);
    expect(scans).toEqual(['h1 ]E496385074']);
  });

  it('is told of a scanner pulled out at any moment, and finds it again by itself', async () => {
    const { clock, cable, scans, states } = counter();
    await settled();
    cable.listener?.data(bytes('400638'));
    cable.unplug();
    await settled();
    expect(states()).toEqual([['s1', 'connecting']]);
    await clock.advance(5000);
    expect(states()).toEqual([['s1', 'scanner-unreachable']]);
    cable.plugged = true;
    await clock.advance(1000);
    expect(states()).toEqual([['s1', 'ready']]);
    cable.listener?.data(bytes('96385074\r'));
    expect(scans).toEqual(['s1 96385074']);
  });

  it('leaves a scanner alone whose settings stay, and starts another', async () => {
    const { cable, keeper, states } = counter();
    await settled();
    keeper?.configure([SERIAL, HID]);
    await settled();
    expect([cable.opened, states()?.length]).toEqual([1, 2]);
    keeper?.configure([{ ...SERIAL, prefix: '$' }]);
    await settled();
    expect([cable.opened, states()]).toEqual([2, [['s1', 'ready']]]);
    keeper?.configure([]);
    expect([cable.listener, states()]).toEqual([null, []]);
  });

  it('says what is wrong with an address', () => {
    const { states } = counter([{ ...SERIAL, address: 'serial:' }]);
    expect(states()).toEqual([['s1', 'device-address-invalid']]);
  });

  it('tells no more once it is closed, and waits for nothing', async () => {
    const { clock, cable, scans, keeper } = counter();
    await settled();
    const listener = cable.listener;
    keeper?.close();
    listener?.data(bytes('96385074\r'));
    await clock.advance(5000);
    expect([scans, clock.waiting(), cable.opened]).toEqual([[], 0, 1]);
  });
});

describe.skipIf(NO_SOCAT)(`keepScanners on a real serial port${NO_SOCAT ? `: ${NO_SOCAT}` : ''}`, () => {
  let pair: PtyPair | null = null;
  afterEach(() => pair?.unplug());

  it('takes a scan, split and merged, and is told when the port goes', async () => {
    pair = await openPtyPair();
    const scans: string[] = [];
    let changed = () => {};
    keeper = keepScanners({
      settings: [{ ...SERIAL, address: `serial:${pair.a}?baud=9600` }],
      clock: systemClock,
      onScan: ({ text }) => {
        scans.push(text);
        changed();
      },
      onChange: () => changed(),
    });
    const until = async (met: () => boolean): Promise<void> => {
      while (!met()) {
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
    };
    const state = () => keeper?.states()[0]?.state;
    await until(() => state() === 'ready');
    const settings = { baud: 9600, data: 8, parity: 'none', stop: 1, flow: 'none' } as const;
    const scanner = await new SerialTransport(pair.b, settings).open({ data() {}, closed() {} }, 2000);
    if (typeof scanner === 'string') throw new Error(scanner);
    scanner.write(bytes('40063813'));
    scanner.write(bytes('33931\r\n96385074\r\n'));
    await until(() => scans.length === 2);
    expect(scans).toEqual(['4006381333931', '96385074']);
    await pair.unplug();
    await until(() => state() !== 'ready');
  });
});
