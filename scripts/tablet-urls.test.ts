import { expect, test } from 'vitest';
import { tabletUrls } from './tablet-urls.ts';

const address = (text: string, family: 'IPv4' | 'IPv6', internal: boolean) => {
  const rest = { netmask: '', mac: '', cidr: null, address: text, internal };
  return family === 'IPv4' ? { ...rest, family } : { ...rest, family, scopeid: 0 };
};
const INTERFACES = {
  lo: [address('127.0.0.1', 'IPv4', true)],
  wlan0: [address('192.168.1.20', 'IPv4', false), address('fe80::1', 'IPv6', false)],
  eth0: [address('10.0.0.7', 'IPv4', false)],
};

test('a server that only this machine reaches is reached from this machine', () => {
  expect(tabletUrls('http://127.0.0.1:4310')).toEqual(['http://127.0.0.1:4310/']);
});

test('one that listens everywhere is at every address of this machine', () => {
  expect(tabletUrls('http://127.0.0.1:4310', '0.0.0.0', INTERFACES)).toEqual([
    'http://192.168.1.20:4310/',
    'http://10.0.0.7:4310/',
  ]);
  expect(tabletUrls('http://127.0.0.1:4310', '0.0.0.0', { lo: INTERFACES.lo })).toEqual(['http://127.0.0.1:4310/']);
});

test('one that listens on an address is there', () => {
  expect(tabletUrls('http://192.168.1.20:4310', '192.168.1.20')).toEqual(['http://192.168.1.20:4310/']);
  expect(tabletUrls('http://[::1]:4310', '::1')).toEqual(['http://[::1]:4310/']);
});
