import { describe, expect, it } from 'vitest';
import type { DeviceState } from '#contracts/ipc/devices.ts';
import { deviceSight, deviceTroubles } from './device-sight.ts';

const printer: DeviceState = { device: 'printer', deviceId: 'printer', state: 'ready', fault: null, paper: 'ok' };
const scanner: DeviceState = {
  device: 'scanner',
  deviceId: 'Hand',
  state: 'fault',
  fault: { code: 'scanner-unreachable' },
};

describe('the hardware as it is seen', () => {
  it('is quiet while nothing is wrong, and says what is not known yet', () => {
    expect(deviceSight(printer).tone).toBe('ok');
    expect(deviceSight({ ...printer, state: 'idle' }).tone).toBe('idle');
    expect(deviceSight({ ...printer, state: 'connecting' }).tone).toBe('busy');
    expect(deviceSight(undefined).tone).toBe('busy');
    expect(deviceTroubles([printer, { ...printer, state: 'connecting' }])).toEqual([]);
  });

  it('is red where a person must act, and amber where the till helps itself', () => {
    const out: DeviceState = { ...printer, state: 'fault', paper: 'out', fault: { code: 'printer-paper-out' } };
    expect(deviceTroubles([scanner, { ...printer, paper: 'low' }]).map(({ tone }) => tone)).toEqual(['warn', 'warn']);
    expect(deviceTroubles([scanner, out]).map(({ tone, code }) => [tone, code])).toEqual([
      ['bad', 'printer-paper-out'],
      ['warn', 'scanner-unreachable'],
    ]);
  });

  it('tells that paper runs low before it is out', () => {
    expect(deviceSight({ ...printer, paper: 'low' })).toEqual({ tone: 'warn', code: null, paperLow: true });
  });

  it('never hides a fault that came without a reason', () => {
    expect(deviceSight({ ...printer, state: 'fault' })).toMatchObject({ tone: 'bad', code: 'internal' });
  });
});
