import { expect, test } from 'vitest';
import { FakeUpdater } from '#tests/fixtures/fake-updater.ts';
import { updaterOf } from './release-source.ts';

const updater = new FakeUpdater();
const taken = (url: string) => updaterOf(() => updater, { url, token: 'secret' }) === updater;

test('releases come over TLS, or from the machine itself', () => {
  const good = [
    'https://shop.example/updates',
    'http://localhost:4310/updates',
    'http://127.0.0.1:4310/updates',
    'http://[::1]:4310/updates',
  ];
  expect(good.map(taken)).toEqual(good.map(() => true));
  const bad = [
    'http://shop.example/updates',
    'http://192.168.1.10:4310/updates',
    'http://localhost.example/updates',
    'http://127.0.0.1.example/updates',
    'http://[::2]/updates',
  ];
  expect(bad.map(taken)).toEqual(bad.map(() => false));
});

test('over plain HTTP nothing is asked for, downloaded or installed, and the board hears why', async () => {
  const opened: string[] = [];
  const open = ({ token }: { token: string }) => {
    opened.push(token);
    return updater;
  };
  const refusing = updaterOf(open, { url: 'http://192.168.1.10:4310/updates', token: 'secret' });
  const refused = { ok: false, fault: 'update-insecure' };
  expect([await refusing?.download('2.0.0', () => {}), await refusing?.install()]).toEqual([refused, refused]);
  expect([opened, updater.downloaded, updater.installs]).toEqual([[], [], 0]);
  expect(updaterOf(undefined, { url: 'https://shop.example/updates', token: 'secret' })).toBeNull();
});
