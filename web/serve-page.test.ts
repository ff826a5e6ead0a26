import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PageMetas, servePage } from './serve-page.ts';

let folder: string;
let root: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-page-'));
  root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(folder, 'renderer-secret'));
  await writeFile(join(root, 'index.html'), '<!doctype html><html><head><title>x</title></head><body></body></html>');
  await writeFile(join(root, 'assets', 'app-1a2b.js'), 'export {}');
  await writeFile(join(root, 'assets', 'inter.woff2'), 'font');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'renderer-secret', 'secret.txt'), 'secret');
});
afterEach(() => rm(folder, { recursive: true }));

/** `URL` would resolve the dots before they get here. */
function get(path: string, metas?: PageMetas): Promise<Response> {
  const request = { method: 'GET', url: 'http://127.0.0.1:1/' } as Request;
  return servePage(root, Object.assign(request, { url: `http://127.0.0.1:1${path}` }), metas);
}

describe('the page', () => {
  it('has a nonce of its own with every load, in its meta tag and in its policy', async () => {
    const nonces = new Set<string>();
    for (let load = 0; load < 3; load++) {
      const response = await get('/');
      const nonce = /<meta name="csp-nonce" content="([\w-]{22})">/.exec(await response.text())?.[1] ?? '';
      expect(response.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(response.headers.get('cache-control')).toBe('no-store');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it('may run nothing but its own files, and talk to nobody but its host', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).not.toMatch(/unsafe-|\*|https?:/);
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule]));
    expect(rules.get('default-src')).toBe("default-src 'none'");
    expect(rules.get('script-src')).toBe("script-src 'self'");
    expect(rules.get('img-src')).toBe("img-src 'self' data: blob:");
    expect(rules.get('connect-src')).toBe("connect-src 'self'");
    expect(rules.get('worker-src')).toBe("worker-src 'self'");
    expect(rules.get('frame-ancestors')).toBe("frame-ancestors 'none'");
  });

  it('carries the token of a browser host, and none in Electron', async () => {
    expect(await (await get('/', { 'omnitill-token': 'abc' })).text()).toContain(
      '<meta name="omnitill-token" content="abc">',
    );
    expect(await (await get('/')).text()).not.toContain('omnitill-token');
  });
});

describe('its files', () => {
  it('have their types, and those with a hash in their name stay cached', async () => {
    const script = await get('/assets/app-1a2b.js');
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await get('/assets/inter.woff2')).headers.get('content-type')).toBe('font/woff2');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/../renderer-secret/secret.txt',
    '/%00',
    '/%E0%A4%A',
    '/assets',
    '/nothing.js',
  ])('do not include %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('secret');
  });

  it('are only read', async () => {
    expect((await servePage(root, new Request('http://127.0.0.1:1/', { method: 'POST' }))).status).toBe(405);
  });
});
