import { describe, expect, it } from 'vitest';
import { ScannerSettings } from '#contracts/ipc/devices.ts';
import { parse } from '#contracts/schema.ts';
import { freeName, isFrame, scannerDraft, scannerOf } from './scanner-draft.ts';

const serial: ScannerSettings = {
  scannerId: 'Hand',
  kind: 'serial',
  address: 'serial:COM3?baud=9600&data=8&parity=none&stop=1&flow=none',
  prefix: '\u0002',
  suffix: '\r\n',
};

describe('a scanner being set up', () => {
  it.each([
    serial,
    { scannerId: 'Desk', kind: 'serial', address: 'tcp://127.0.0.1:4001' },
    { scannerId: 'Bar', kind: 'hid', address: 'hid:/dev/hidraw0' },
  ] as const)('comes back as it was: $scannerId', (scanner) => {
    const again = scannerOf(scannerDraft(scanner, 'unused'));
    expect(again).toEqual(scanner);
    expect(parse(ScannerSettings, again).ok).toBe(true);
  });

  it('is not one without a name or a place, or with more around a code than may be', () => {
    const draft = scannerDraft(serial, 'unused');
    expect(scannerOf({ ...draft, name: '  ' })).toBeNull();
    expect(scannerOf({ ...draft, at: { ...draft.at, place: '' } })).toBeNull();
    expect(scannerOf({ ...draft, suffix: '12345678901' })).toBeNull();
    expect(isFrame('<STX><STX><STX><STX><STX><STX><STX><STX><STX><STX>')).toBe(true);
  });

  it('sends no prefix and suffix in HID POS mode', () => {
    const draft = scannerDraft(serial, 'unused');
    const hid = scannerOf({ ...draft, at: { ...draft.at, connection: 'hid', place: '/dev/hidraw1' } });
    expect(hid).toEqual({ scannerId: 'Hand', kind: 'hid', address: 'hid:/dev/hidraw1' });
  });

  it('is given a name that is free', () => {
    const name = (number: number) => `Scanner ${number}`;
    expect(freeName([], name)).toBe('Scanner 1');
    expect(freeName([{ ...serial, scannerId: 'Scanner 1' }, serial], name)).toBe('Scanner 2');
  });
});
