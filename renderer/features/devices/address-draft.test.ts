import { describe, expect, it } from 'vitest';
import { readAddress } from '#drivers/transport/device-address.ts';
import { addressOf, draftOf, emptyDraft } from './address-draft.ts';

const EMPTY = emptyDraft('tcp');

describe('an address being entered', () => {
  it.each([
    'tcp://192.168.1.20:9100',
    'tcp://printer.local:4000',
    'tcp://[fe80::1]:9100',
    'serial:/dev/ttyUSB0?baud=19200&data=7&parity=odd&stop=2&flow=rtscts',
    'serial:COM3?baud=9600&data=8&parity=none&stop=1&flow=none',
    'usb:/dev/usb/lp0',
    'tcp://192.168.1.20:9100?answers=no',
    'serial:COM3?baud=9600&data=8&parity=none&stop=1&flow=none&confirm=paper-sensor',
    'usb:/dev/usb/lp0?answers=yes&confirm=process-id',
    'tcp://printer.local:9100?other=a%26b',
    'spooler:Counter_1',
    String.raw`hid:\\?\hid#vid_0c2e&pid_0b61`,
  ])('comes back as it was: %s', (address) => {
    const again = addressOf(draftOf(address, EMPTY));
    expect(again.ok && readAddress(again.address)).toEqual(readAddress(address));
  });

  it('takes a short serial address to be at the speed its kind of device has', () => {
    const draft = draftOf('serial:COM3', emptyDraft('serial', { data: 7, parity: 'even' }));
    expect(draft).toMatchObject({ place: 'COM3', serial: { baud: 9600, data: 7, parity: 'even' } });
  });

  it.each([
    [{ place: '' }, 'missing'],
    [{ place: '   ' }, 'missing'],
    [{ place: 'printer', port: '0' }, 'port'],
    [{ place: 'printer', port: '65536' }, 'port'],
    [{ place: 'printer', port: '9100x' }, 'port'],
    [{ place: 'http://printer' }, 'host'],
    [{ place: 'my printer' }, 'host'],
    [{ place: '192.168.1.300' }, 'host'],
    [{ connection: 'spooler', place: 'two words' }, 'queue'],
    [{ connection: 'serial', place: 'COM3?baud=5' }, 'path'],
    [{ connection: 'usb', place: 'a\u0007b' }, 'path'],
  ] as const)('says which part is wrong: %j', (change, reason) => {
    expect(addressOf({ ...EMPTY, ...change })).toEqual({ ok: false, reason });
  });

  it('is empty where the one kept can not be read', () => {
    expect(draftOf('lpt1', EMPTY)).toEqual(EMPTY);
  });
});
