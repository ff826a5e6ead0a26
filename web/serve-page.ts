import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
};

/** The till's window and the customer's. */
const PAGES: Readonly<Record<string, string>> = { '/': 'index.html', '/customer': 'customer/index.html' };

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** What a page may do: run and show what its host serves, talk to its host alone; styles of its own need the nonce. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** What a page is told beside its nonce, by the names of its meta tags: values of base64url, digits and such. */
export type PageMetas = Readonly<Record<string, string>>;

/**
 * Answers a GET for a file of the built window in `root`; `/` is the page itself, with a fresh nonce and what else it is told, as
 * the token that a plain browser's calls must carry. Anything outside `root` does not exist.
 */
export async function servePage(root: string, request: Request, metas: PageMetas = {}): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, null);
  const file = fileFor(root, new URL(request.url).pathname);
  const content = file && (await readFile(file).catch(() => null));
  if (!file || !content) return answer(404, 'Not found', { 'content-type': 'text/plain; charset=utf-8' });
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  if (extname(file) === '.html') return page(content.toString('utf8'), type, metas);
  const cached = file.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
  return answer(200, new Uint8Array(content), { 'content-type': type, 'cache-control': cached });
}

function fileFor(root: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const folder = resolve(root);
  const file = resolve(join(folder, PAGES[path] ?? path));
  return file.startsWith(folder + sep) ? file : null;
}

function page(html: string, type: string, metas: PageMetas): Response {
  const nonce = randomBytes(16).toString('base64url');
  const told = Object.entries({ 'csp-nonce': nonce, ...metas });
  const tags = told.map(([name, content]) => `<meta name="${name}" content="${content}">`);
  const written = html.replace('<head>', () => `<head>${tags.join('')}`);
  return answer(200, written, {
    'content-type': type,
    'cache-control': 'no-store',
    'content-security-policy': contentSecurityPolicy(nonce),
  });
}

function answer(status: number, body: BodyInit | null, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers: { ...HEADERS, ...headers } });
}
