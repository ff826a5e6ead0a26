import { expect, it, vi } from 'vitest';
import { DEVICE_DEFAULTS } from '#contracts/ipc/devices.ts';
import type { HostApi, HostEvent } from '#contracts/ipc/host.ts';
import type { KeyLayers } from '#renderer/keys/key-layers.ts';
import { followScanners } from './follow-scanners.ts';

function follow(call: HostApi['call']) {
  const heard: unknown[] = [];
  let tell: (event: HostEvent) => void = () => {};
  const host: HostApi = {
    call,
    subscribe(listener) {
      tell = listener;
      return () => {
        tell = () => {};
      };
    },
  };
  const keys: KeyLayers = {
    push: () => () => {},
    scan: ({ text, symbology }) => heard.push([text, symbology]),
    configure: (settings) => heard.push(settings),
    dispose() {},
  };
  const stop = followScanners(host, keys);
  return { heard, stop, tell: (event: HostEvent) => tell(event) };
}

const wedge = { ...DEVICE_DEFAULTS.wedge, prefix: '~' };
const SCAN = { type: 'scan', text: '4006381333931', symbology: ']E0', scannerId: 's1' } as const;

it('works as the register’s settings say, and gives on the scans of the host’s scanners', async () => {
  const call = async () => ({ settings: { ...DEVICE_DEFAULTS, wedge } });
  const { heard, stop, tell } = follow(call as unknown as HostApi['call']);
  await vi.waitFor(() => expect(heard).toEqual([wedge]));
  tell(SCAN);
  tell({ type: 'finding', searchId: '0192f000-0000-7000-8000-00000000000a', done: 1, total: 2 });
  expect(heard).toEqual([wedge, ['4006381333931', ']E0']]);
  stop();
  tell(SCAN);
  expect(heard).toHaveLength(2);
});

it('works with its own settings where the host has none', async () => {
  const call = async () => Promise.reject(new Error('unknown method'));
  const { heard, tell } = follow(call as unknown as HostApi['call']);
  tell(SCAN);
  expect(heard).toEqual([['4006381333931', ']E0']]);
});
