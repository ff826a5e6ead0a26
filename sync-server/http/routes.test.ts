import { expect, test } from 'vitest';
import { Health, JOURNAL_TYPE, Problem, type ProductRow, PUSH_BYTES_MAX } from '#contracts/http/api.ts';
import { parse } from '#contracts/schema.ts';
import { registerReport } from '#tests/fixtures/register-report.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { exceptionsOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { productRows, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

function ask(path: string, init: RequestInit & { token?: string } = {}): Promise<Response> {
  const { token, headers, ...rest } = init;
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(shop.server.url + path, { ...rest, headers: { ...authorization, ...headers } });
}

function post(path: string, body: unknown, token?: string): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return ask(path, { method: 'POST', body: text, headers: { 'content-type': 'application/json' }, token });
}

async function problemOf(response: Response): Promise<[number, string]> {
  const body: unknown = await response.json();
  expect(parse(Problem, body)).toMatchObject({ ok: true });
  return [response.status, (body as Problem).code];
}

const REGISTER_ROUTES = [
  ['GET', '/register-config'],
  ['GET', '/feeds/chain'],
  ['GET', '/feeds/store'],
  ['GET', '/events'],
  ['POST', '/facts'],
] as const;
const ADMINISTRATOR_ROUTES = [
  ['POST', '/registers/codes'],
  ['POST', '/registers/high-street-R1/revoke'],
  ['GET', '/exceptions'],
  ['POST', '/exceptions/00000000-0000-0000-0000-000000000000/resolve'],
  ['POST', '/import/products'],
  ['GET', '/rollups/check'],
  ['POST', '/rollups/rebuild'],
] as const;

test.each(REGISTER_ROUTES)('%s %s is for registers', async (method, path) => {
  const { adminToken } = shop.server.context;
  for (const token of [undefined, '', 'nonsense', adminToken]) {
    expect(await problemOf(await ask(path, { method, token }))).toEqual([401, 'unauthorised']);
  }
});

test.each(ADMINISTRATOR_ROUTES)('%s %s is for the administrator', async (method, path) => {
  const register = await enrolTestRegister(shop.server);
  for (const token of [undefined, '', 'nonsense', register.token]) {
    expect(await problemOf(await ask(path, { method, token }))).toEqual([401, 'unauthorised']);
  }
});

test('a revoked register may still push what it witnessed, and nothing else', async () => {
  const register = await enrolTestRegister(shop.server);
  const { db, now } = shop.server.context;
  const revoked = { revoked_at: now().toISOString() };
  await db.updateTable('journal').set(revoked).where('journal_id', '=', register.journalId).execute();
  const product = await productOf(shop.server, 'P1');
  expect(await register.push([register.sale([product])])).toMatchObject({ watermark: 1, verdicts: [] });
  for (const path of ['/register-config', '/feeds/chain', '/feeds/store', '/events']) {
    expect(await problemOf(await register.get(path))).toEqual([403, 'revoked']);
  }
});

test('health tells version, protocol and database to anyone', async () => {
  const response = await ask('/health');
  const health: unknown = await response.json();
  expect(response.status).toBe(200);
  expect(parse(Health, health)).toMatchObject({ ok: true });
  expect(health).toMatchObject({ database: shop.server.context.embedded ? 'embedded' : 'postgresql' });
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('pulls are compressed for those who take it', async () => {
  const { token } = await enrolTestRegister(shop.server);
  const plain = await ask('/feeds/chain', { token, headers: { 'accept-encoding': 'identity' } });
  const packed = await ask('/feeds/chain', { token, headers: { 'accept-encoding': 'gzip' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  expect(await packed.json()).toEqual(await plain.json());
});

test('the OpenAPI document names every route, and has a page', async () => {
  const { openapi, paths } = (await (await ask('/openapi.json')).json()) as {
    openapi: string;
    paths: Record<string, unknown>;
  };
  expect(openapi).toMatch(/^3\.1/);
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/health',
      '/registers/enrol',
      '/registers/codes',
      '/register-config',
      '/facts',
      '/feeds/{feed}',
      '/events',
      '/exceptions',
      '/exceptions/{exceptionId}/resolve',
      '/import/products',
    ]),
  );
  const page = await ask('/docs/');
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
});

test('days that no calendar has are refused, wherever they are asked for or commanded', async () => {
  const register = await enrolTestRegister(shop.server);
  const refused = [400, 'body-invalid'];
  const shrinkage = (from: string) => register.get(`/counts/shrinkage?from=${from}&to=2026-12-01`, MANAGER);
  expect((await shrinkage('2026-11-30')).status).toBe(200);
  expect(await problemOf(await shrinkage('2026-11-31'))).toEqual(refused);
  const report = (at: string) => register.send('POST', '/registers/report', registerReport({ at }));
  expect((await report('2026-11-21T09:00:00.000Z')).status).toBe(200);
  expect(await problemOf(await report('2026-99-99T99:99:99.999Z'))).toEqual(refused);
});

test('a code is issued, enrols over HTTP, and a wrong one is refused', async () => {
  const { adminToken } = shop.server.context;
  const issued = await post('/registers/codes', { storeId: STORE, name: 'Back' }, adminToken);
  const { code } = (await issued.json()) as { code: string };
  const other = await enrolTestRegister(shop.server);
  const { public_key } = await shop.server.context.db
    .selectFrom('journal')
    .select('public_key')
    .where('journal_id', '=', other.journalId)
    .executeTakeFirstOrThrow();
  const journal = { journalId: '01890000-0000-7000-8000-000000000001', publicKey: public_key };
  expect(await problemOf(await post('/registers/enrol', { code: 'WRONGONE', ...journal }))).toEqual([
    403,
    'enrol-code-invalid',
  ]);
  const enrolled = await post('/registers/enrol', { code, ...journal });
  expect(enrolled.status).toBe(200);
  const { token } = (await enrolled.json()) as { token: string };
  const config = (await (await ask('/register-config', { token })).json()) as {
    config: { register: { name: string } };
  };
  expect(config.config.register.name).toBe('Back');
  expect(await problemOf(await post('/registers/codes', { storeId: 'PARIS' }, adminToken))).toEqual([404, 'not-found']);
});

test('guessing codes is stopped', async () => {
  const guess = { code: 'GUESS000', journalId: '01890000-0000-7000-8000-000000000002', publicKey: 'x' };
  const statuses = new Set<number>();
  for (let tries = 0; tries < 40; tries++) statuses.add((await post('/registers/enrol', guess)).status);
  expect(statuses).toContain(429);
});

test('exceptions are listed and resolved once', async () => {
  const { context } = shop.server;
  const { adminToken } = context;
  const register = await enrolTestRegister(shop.server);
  await register.push([register.sale([await productOf(shop.server, 'P1')], { change: { total: 1 } })]);
  const list = async (status: string) =>
    (await (await ask(`/exceptions?status=${status}`, { token: adminToken })).json()) as {
      exceptionId: string;
      journalId: string;
      code: string;
    }[];
  const [opened] = (await list('open')).filter(({ journalId }) => journalId === register.journalId);
  expect(opened).toMatchObject({ code: 'arithmetic-differs' });
  const path = `/exceptions/${opened?.exceptionId}/resolve`;
  expect((await post(path, { choice: 'as-it-is' }, adminToken)).status).toBe(200);
  expect((await post(path, { choice: 'written-off' }, adminToken)).status).toBe(200);
  expect((await list('resolved')).map(({ exceptionId }) => exceptionId)).toContain(opened?.exceptionId);
  expect((await list('open')).map(({ exceptionId }) => exceptionId)).not.toContain(opened?.exceptionId);
  expect(await exceptionsOf(context, register.journalId)).toHaveLength(1);
  const choice = await context.db
    .selectFrom('exception')
    .select('choice')
    .where('journal_id', '=', register.journalId)
    .executeTakeFirst();
  expect(choice).toEqual({ choice: 'as-it-is' });
  const unknown = '/exceptions/01890000-0000-7000-8000-00000000ffff/resolve';
  expect(await problemOf(await post(unknown, { choice: 'corrected' }, adminToken))).toEqual([404, 'not-found']);
});

test('products are imported over HTTP', async () => {
  const { adminToken } = shop.server.context;
  const rows: ProductRow[] = productRows(22).slice(20);
  const answer = await post('/import/products', { rows }, adminToken);
  expect(await answer.json()).toEqual({ created: 2, changed: 0, unchanged: 0, refused: [] });
});

const DEEP = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const HOSTILE: [string, string][] = [
  ['not JSON', '{'],
  ['another type', '"text"'],
  ['null', 'null'],
  ['nothing', ''],
  ['an array', '[]'],
  ['a number too large', '{"rows":[{"line":1e308}],"storeId":1e308,"code":1e308,"choice":1e308}'],
  ['U+0000', '{"storeId":"\\u0000","code":"\\u0000\\u0000\\u0000\\u0000","choice":"\\u0000","rows":[]}'],
  ['a lone surrogate', '{"storeId":"\\ud800","code":"\\udfff\\udfff\\udfff\\udfff","choice":"\\ud800","rows":[]}'],
  ['a prototype', '{"__proto__":{"storeId":"LON"},"constructor":{"prototype":{}}}'],
  ['depth', DEEP],
  ['depth inside', `{"storeId":${DEEP}}`],
];

test.each(HOSTILE)('%s is the caller’s fault on every route', async (_name, body) => {
  const { adminToken } = shop.server.context;
  const register = await enrolTestRegister(shop.server);
  for (const [method, path] of [...ADMINISTRATOR_ROUTES, ['POST', '/registers/enrol'] as const]) {
    if (method !== 'POST') continue;
    const [status] = await problemOf(await post(path, body, adminToken));
    expect([400, 404, 413, 415, 429]).toContain(status);
  }
  const headers = { 'content-type': JOURNAL_TYPE };
  const pushed = await ask('/facts', { method: 'POST', body, headers, token: register.token });
  expect(pushed.status).toBe(200);
  expect(await pushed.json()).toMatchObject({ watermark: 0 });
});

test.each([
  '/feeds/chain?position=1e308',
  '/feeds/chain?position=-1',
  '/feeds/chain?position=1.5',
  '/feeds/chain?limit=65',
  '/feeds/chain?limit=0',
  '/feeds/chain?position=1&nonce=%00',
  '/feeds/chain?position=1&nonce=%ED%A0%80',
  '/feeds/chain?other=1',
  '/feeds/member',
  '/feeds/%00',
])('%s is the caller’s fault', async (path) => {
  const register = await enrolTestRegister(shop.server);
  const [status] = await problemOf(await register.get(path));
  expect([400, 404, 409]).toContain(status);
});

test('a body beyond the limit, another media type and another protocol are refused', async () => {
  const register = await enrolTestRegister(shop.server);
  const { token } = register;
  expect(await problemOf(await register.pushBytes(Buffer.alloc(PUSH_BYTES_MAX + 1, 'x')))).toEqual([
    413,
    'body-invalid',
  ]);
  const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' }, token };
  expect(await problemOf(await ask('/facts', json))).toEqual([415, 'body-invalid']);
  const xml = { method: 'POST', body: '<x/>', headers: { 'content-type': 'application/xml' }, token };
  expect(await problemOf(await ask('/facts', xml))).toEqual([415, 'body-invalid']);
  const protocol = { headers: { 'x-omnitill-protocol': '2' }, token };
  expect(await problemOf(await ask('/feeds/chain', protocol))).toEqual([400, 'protocol-unsupported']);
  expect(await problemOf(await ask('/nowhere'))).toEqual([404, 'not-found']);
});
