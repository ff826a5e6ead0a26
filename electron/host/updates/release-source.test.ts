import { expect, test } from 'vitest';
import { FakeUpdater } from '#tests/fixtures/fake-updater.ts';
import { TEST_RELEASE_KEYS } from '#tests/fixtures/test-release.ts';
import { updaterOf } from './release-source.ts';

const SHOP = 'https://shop.example/updates';

/** What a download comes to, what was asked for, and whether a package was opened for it. */
async function downloadFrom(url: string, answer: () => Response = () => new Response(null, { status: 404 })) {
  const packages = new FakeUpdater();
  const asked: (string | null)[] = [];
  const opened: string[] = [];
  const open = ({ token }: { token: string }) => {
    opened.push(token);
    return packages;
  };
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    asked.push(request.url, request.headers.get('authorization'));
    return answer();
  };
  const reader = { version: '1.0.0', fetch, keys: TEST_RELEASE_KEYS };
  const outcome = await updaterOf(open, { url, token: 'secret' }, reader)?.download('2.0.0', () => {});
  return { fault: outcome?.ok === false ? outcome.fault : null, asked, opened };
}

test('releases come over TLS, or from the machine itself', async () => {
  const good = [SHOP, 'http://localhost:4310/updates', 'http://127.0.0.1:4310/updates', 'http://[::1]:4310/updates'];
  for (const url of good) {
    expect(await downloadFrom(url)).toEqual({
      fault: 'update-unsigned',
      asked: [`${url}/omnitill-release.json`, 'Bearer secret'],
      opened: ['secret'],
    });
  }
  const bad = [
    'http://shop.example/updates',
    'http://192.168.1.10:4310/updates',
    'http://localhost.example/updates',
    'http://127.0.0.1.example/updates',
    'http://[::2]/updates',
  ];
  for (const url of bad) expect(await downloadFrom(url)).toEqual({ fault: 'update-insecure', asked: [], opened: [] });
});

test('over plain HTTP nothing is installed either, and where nothing can be, nothing is', async () => {
  const reader = { version: '1.0.0', fetch };
  const refusing = updaterOf(
    () => new FakeUpdater(),
    { url: 'http://192.168.1.10:4310/updates', token: 'secret' },
    reader,
  );
  const refused = { ok: false, fault: 'update-insecure' };
  expect([await refusing?.verify(), await refusing?.install()]).toEqual([refused, refused]);
  expect(updaterOf(undefined, { url: SHOP, token: 'secret' }, reader)).toBeNull();
});

test('a server that fails is asked again; one that never ends proves nothing', async () => {
  const failing = async (answer: () => Response) => (await downloadFrom(SHOP, answer)).fault;
  expect(await failing(() => new Response('', { status: 502 }))).toBe('update-download');
  expect(await failing(() => new Response('', { status: 401 }))).toBe('update-download');
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(10_000).fill(32)),
  });
  expect(await failing(() => new Response(endless))).toBe('update-forged');
});

test('a program without keys of its own takes nothing', async () => {
  const reader = { version: '1.0.0', fetch: async () => new Response('{}'), keys: [] };
  const updater = updaterOf(() => new FakeUpdater(), { url: SHOP, token: 'secret' }, reader);
  expect(await updater?.download('2.0.0', () => {})).toEqual({ ok: false, fault: 'update-keyless' });
});
