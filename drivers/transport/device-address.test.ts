import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, type ParsedAddress, readAddress } from './device-address.ts';

const serial = { baud: 9600, data: 8, parity: 'none', stop: 1, flow: 'none' };

describe('readAddress', () => {
  it.each([
    ['tcp://10.0.0.7:9101', { kind: 'tcp', host: '10.0.0.7', port: 9101 }],
    ['tcp://printer.local', { kind: 'tcp', host: 'printer.local', port: 9100 }],
    ['tcp://[fe80::1]:9100', { kind: 'tcp', host: 'fe80::1', port: 9100 }],
    ['serial:/dev/ttyUSB0', { kind: 'serial', path: '/dev/ttyUSB0', settings: serial }],
    ['serial:COM3?baud=19200', { kind: 'serial', path: 'COM3', settings: { ...serial, baud: 19_200 } }],
    [
      'serial:/dev/ttyS1?baud=9600&data=7&parity=even&stop=2&flow=rtscts',
      {
        kind: 'serial',
        path: '/dev/ttyS1',
        settings: { baud: 9600, data: 7, parity: 'even', stop: 2, flow: 'rtscts' },
      },
    ],
    ['usb:/dev/usb/lp0', { kind: 'usb', path: '/dev/usb/lp0' }],
    ['spooler:Bon_1', { kind: 'spooler', queue: 'Bon_1' }],
    ['hid:/dev/hidraw3', { kind: 'hid', path: '/dev/hidraw3' }],
    // As node-hid gives them on Windows.
    ['hid:\\\\?\\HID#VID_0C2E&PID_0B61#7&1', { kind: 'hid', path: '\\\\?\\HID#VID_0C2E&PID_0B61#7&1' }],
  ])('%s', (text, address) => {
    expect(readAddress(text)).toMatchObject({ ok: true, address });
  });

  it('leaves to others what is theirs', () => {
    expect(readAddress('tcp://h:1?confirm=paper-sensor')).toMatchObject({ options: { confirm: 'paper-sensor' } });
  });

  it.each([
    '',
    'printer',
    'http://127.0.0.1:9100',
    'tcp://',
    'tcp://h:0',
    'tcp://h:99999',
    'serial:',
    'serial:/dev/ttyS0?baud=fast',
    'serial:/dev/ttyS0?data=9',
    'serial:/dev/ttyS0?parity=mark',
    'serial:/dev/ttyS0?stop=3',
    'serial:/dev/ttyS0?flow=maybe',
    'usb:',
    'spooler:',
    'spooler:-o raw',
    'spooler:-h',
    'spooler:a/b',
    'hid:',
    'usb:/dev/usb/lp0\n',
  ])('%j is none, and that is said', (text) => {
    expect(readAddress(text)).toMatchObject({ ok: false, message: expect.stringMatching(/\S/) });
  });

  it('reads back what it formats', () => {
    const path = fc.stringMatching(/^\/dev\/[A-Za-z0-9/_-]{1,20}$/);
    const settings = fc.record({
      baud: fc.integer({ min: 50, max: 4_000_000 }),
      data: fc.constantFrom(7 as const, 8 as const),
      parity: fc.constantFrom('none' as const, 'even' as const, 'odd' as const),
      stop: fc.constantFrom(1 as const, 2 as const),
      flow: fc.constantFrom('none' as const, 'rtscts' as const, 'xonxoff' as const),
    });
    const port = fc.integer({ min: 1, max: 65_535 });
    const address: fc.Arbitrary<ParsedAddress> = fc.oneof(
      fc.record({
        kind: fc.constant('tcp' as const),
        host: fc.oneof(fc.domain(), fc.ipV4(), fc.constant('::1')),
        port,
      }),
      fc.record({ kind: fc.constant('serial' as const), path, settings }),
      fc.record({ kind: fc.constantFrom('usb' as const, 'hid' as const), path }),
      fc.record({
        kind: fc.constant('spooler' as const),
        queue: fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,20}$/),
      }),
    );
    fc.assert(
      fc.property(address, (one) => {
        expect(readAddress(formatAddress(one))).toMatchObject({ ok: true, address: one });
      }),
    );
  });
});
