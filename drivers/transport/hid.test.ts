import { EventEmitter, getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type HidDevice, type HidHandle, type HidSystem, HidTransport, hidHandle, listHid } from './hid.ts';

const SCANNER: HidDevice = {
  path: '/dev/hidraw3',
  vendorId: 0x0c2e,
  productId: 0x0b61,
  serialNumber: 'S1',
  name: 'Scanner',
  usagePage: 0x8c,
};

/** A system whose devices can be plugged and pulled. */
class FakeHid implements HidSystem {
  devices: HidDevice[] = [];
  closed = 0;
  report: (bytes: Uint8Array) => void = () => {};
  fail: () => void = () => {};
  async list() {
    return this.devices;
  }
  async open(path: string): Promise<HidHandle> {
    if (!this.devices.some((device) => device.path === path)) throw new Error('cannot open device');
    return {
      onReport: (listener) => {
        this.report = listener;
      },
      onError: (listener) => {
        this.fail = listener;
      },
      close: async () => {
        this.closed += 1;
      },
    };
  }
  async descriptor() {
    return Uint8Array.from([1, 2]);
  }
}

/** Begins to read in the next tick after somebody listens, as HIDAsync of node-hid does. */
class FakeDevice extends EventEmitter {
  readonly log: string[] = [];
  constructor() {
    super();
    this.on('newListener', () => process.nextTick(() => this.log.push('resume')));
  }
  async close() {
    this.log.push('close');
  }
}

function listen() {
  const heard: (string | number[])[] = [];
  return { heard, report: (bytes: Uint8Array) => void heard.push([...bytes]), closed: () => void heard.push('closed') };
}

afterEach(() => void vi.useRealTimers());

describe('HidTransport', () => {
  it('opens by path, and gives reports until the device fails, which it tells once', async () => {
    const system = new FakeHid();
    system.devices = [SCANNER];
    const listener = listen();
    const line = await new HidTransport('/dev/hidraw3', 0x8c, system).open(listener, 1000);
    expect(line).toMatchObject({ descriptor: Uint8Array.from([1, 2]) });
    system.report(Uint8Array.from([2, 1]));
    system.fail();
    system.fail();
    system.report(Uint8Array.from([2, 2]));
    expect([listener.heard, system.closed]).toEqual([[[2, 1], 'closed'], 1]);
  });

  it('finds a device by its identity in another socket', async () => {
    const system = new FakeHid();
    const transport = new HidTransport('0c2e:0b61:S1', 0x8c, system);
    expect(await transport.open(listen(), 1000)).toBe('closed');
    system.devices = [
      { ...SCANNER, path: '/dev/hidraw1', serialNumber: 'S2' },
      { ...SCANNER, path: '/dev/hidraw4', usagePage: 1 },
      { ...SCANNER, path: '/dev/hidraw5' },
    ];
    const open = vi.spyOn(system, 'open');
    expect(await transport.open(listen(), 1000)).toHaveProperty('close');
    expect(open).toHaveBeenCalledWith('/dev/hidraw5');
  });

  it('gives up on a system that does not answer, and when told to', async () => {
    const system = new FakeHid();
    system.list = () => new Promise(() => {});
    const transport = new HidTransport('x', 0x8c, system);
    expect(await transport.open(listen(), 1)).toBe('timeout');
    expect(await transport.open(listen(), 10_000, AbortSignal.abort())).toBe('aborted');
  });

  it('keeps no timer and no listener of an attempt that has ended', async () => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    expect(await new HidTransport('x', 0x8c, new FakeHid()).open(listen(), 10_000, signal)).toBe('closed');
    expect([vi.getTimerCount(), getEventListeners(signal, 'abort')]).toEqual([0, []]);
  });

  it('closes a device only after the reading it began has begun: node-hid breaks otherwise', async () => {
    const device = new FakeDevice();
    const handle = hidHandle(device);
    handle.onReport(() => {});
    await handle.close();
    expect(device.log).toEqual(['resume', 'close']);
  });

  it('lists what has the usage page, each with an address that finds it', async () => {
    const system = new FakeHid();
    system.devices = [SCANNER, { ...SCANNER, usagePage: 1 }, { ...SCANNER, path: '/dev/hidraw9', serialNumber: '' }];
    expect((await listHid(0x8c, system)).map(({ address }) => address)).toEqual(['hid:0c2e:0b61:S1', 'hid:0c2e:0b61']);
  });

  it('asks the real node-hid, which has no scanner here', async () => {
    expect(await listHid(0x8c)).toEqual([]);
    expect(await new HidTransport('/dev/hidraw99', 0x8c).open(listen(), 5000)).toBe('closed');
  });
});
