import { expect, test } from 'vitest';
import { Problem } from '#contracts/http/api.ts';
import { parse } from '#contracts/schema.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { openTestChannel } from '#tests/fixtures/test-channel.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

/** Anyone, before they are known: what they say is proven by a code, a cookie or nothing. */
const ANYONE = [
  'GET /health',
  'GET /setup',
  'POST /setup',
  'POST /registers/enrol',
  'POST /device/admit',
  'POST /device/calls',
  'POST /channels/{channelId}/webhooks',
];

const ADMINISTRATOR = [
  'POST /registers/codes',
  'POST /registers/{registerId}/revoke',
  'GET /exceptions',
  'POST /exceptions/{exceptionId}/resolve',
  'POST /import/products',
  'GET /rollups/check',
  'POST /rollups/rebuild',
  'GET /stores',
  'POST /leases/write-off',
];

/** A register's own: what it witnesses, what its screens show before anybody asks for more, and what a sale looks up. */
const REGISTER = [
  'GET /register-config',
  'GET /feeds/{feed}',
  'GET /events',
  'POST /facts',
  'POST /registers/report',
  'PUT /vault/{subjectId}',
  'GET /pictures/{hash}',
  'GET /pictures/{hash}/thumbnail',
  'GET /orders',
  'GET /orders/{orderId}',
  'GET /stored-value/{instrument}',
  'GET /accounts/{accountId}',
  'GET /stock/elsewhere/{variantId}',
  'GET /catalogue/variants/{variantId}/descriptions',
  'POST /leases',
  'GET /updates/{file}',
];

/** Somebody's who works in the register's store and has a permission. */
const OPERATOR = [
  'GET /cases',
  'GET /cases/{caseId}',
  'GET /catalogue/categories',
  'GET /catalogue/price-changes',
  'GET /catalogue/products',
  'GET /catalogue/variants/{variantId}',
  'GET /channels',
  'GET /channels/{channelId}/stock',
  'GET /channels/{channelId}/variants',
  'GET /counts',
  'GET /counts/due',
  'GET /counts/shrinkage',
  'GET /counts/{countId}/review',
  'GET /customer-groups',
  'GET /customer-groups/{groupId}/members',
  'GET /fleet',
  'GET /fleet/registers/{registerId}/history',
  'GET /fulfilments/{fulfilmentId}/parcels/{parcelId}',
  'GET /home',
  'GET /member-program',
  'GET /members/duplicates',
  'GET /members/{memberId}',
  'GET /members/{memberId}/export',
  'GET /members/{memberId}/history',
  'GET /online-orders',
  'GET /online-orders.csv',
  'GET /online-orders/{orderId}',
  'GET /people',
  'GET /places',
  'GET /places/{placeId}/products',
  'GET /price-lists',
  'GET /price-lists/{listId}/entries',
  'GET /price-lists/{listId}/history',
  'GET /purchase-orders',
  'GET /purchase-orders/{purchaseOrderId}/file.csv',
  'GET /replenishment',
  'GET /replenishment/variants/{variantId}',
  'GET /reports/audit',
  'GET /reports/day-book',
  'GET /reports/day-book.csv',
  'GET /reports/discounts',
  'GET /reports/discounts.csv',
  'GET /reports/discounts/lines',
  'GET /reports/discounts/lines.csv',
  'GET /reports/exceptions',
  'GET /reports/exceptions/open',
  'GET /reports/fix-list',
  'GET /reports/loss-prevention',
  'GET /reports/returns',
  'GET /reports/returns.csv',
  'GET /reports/returns/lines',
  'GET /reports/returns/lines.csv',
  'GET /reports/sales',
  'GET /reports/sales.csv',
  'GET /reports/sales/orders',
  'GET /reports/sales/orders.csv',
  'GET /reports/sessions',
  'GET /reports/stock',
  'GET /reports/stock.csv',
  'GET /reports/stock/abc',
  'GET /reports/stock/abc.csv',
  'GET /reports/stock/turnover',
  'GET /reports/stock/turnover.csv',
  'GET /sale-stops',
  'GET /sale-stops/{stopId}/sold',
  'GET /sale-stops/{stopId}/sold.csv',
  'GET /settings',
  'GET /stock/locations',
  'GET /stock/transfers',
  'GET /stock/variants/{variantId}',
  'GET /stores/{storeId}/closing',
  'GET /suppliers',
  'GET /targets',
  'POST /catalogue/changes',
  'POST /catalogue/import',
  'POST /channels/{channelId}/check',
  'POST /channels/{channelId}/keys',
  'POST /channels/{channelId}/keys/{keyId}/revoke',
  'POST /channels/{channelId}/stock/push',
  'POST /channels/{channelId}/variants/import',
  'POST /counts',
  'POST /counts/{countId}/approve',
  'POST /counts/{countId}/close',
  'POST /counts/{countId}/recount',
  'POST /customer-groups/import',
  'POST /days/close',
  'POST /fleet/codes',
  'POST /fleet/codes/withdraw',
  'POST /fulfilments/{fulfilmentId}/parcels',
  'POST /fulfilments/{fulfilmentId}/parcels/{parcelId}/cancel',
  'POST /members/merge',
  'POST /members/part',
  'POST /members/unmerge',
  'POST /members/{memberId}/erase',
  'POST /online-orders/{orderId}/amend',
  'POST /online-orders/{orderId}/cancel',
  'POST /online-orders/{orderId}/refund',
  'POST /online-orders/{orderId}/route',
  'POST /pictures',
  'POST /places/homes',
  'POST /price-lists/changes',
  'POST /price-lists/{listId}/import',
  'POST /registers/revoke',
  'POST /replenishment',
  'POST /reports/exceptions/{exceptionId}/resolve',
  'POST /sale-stops',
  'POST /sale-stops/{stopId}/lift',
  'POST /sessions/close',
  'POST /stores',
  'POST /stores/{storeId}/status',
  'POST /updates/now',
  'PUT /channels/{channelId}',
  'PUT /channels/{channelId}/listings',
  'PUT /channels/{channelId}/variants',
  'PUT /customer-groups/{groupId}',
  'PUT /member-program',
  'PUT /members/{memberId}/group',
  'PUT /operators/{operatorId}',
  'PUT /places/{placeId}',
  'PUT /purchase-orders/{purchaseOrderId}',
  'PUT /registers/{registerId}',
  'PUT /roles/{roleId}',
  'PUT /settings/store',
  'PUT /settings/taxes',
  'PUT /suppliers/{supplierId}',
  'PUT /targets',
  'PUT /updates/rollout',
];

/** A site's, by a key of its channel. */
const CHANNEL = [
  'GET /channel/v1',
  'GET /channel/v1/categories',
  'GET /channel/v1/products',
  'GET /channel/v1/pictures/{hash}',
  'GET /channel/v1/events',
  'GET /channel/v1/webhook',
  'PUT /channel/v1/webhook',
  'GET /channel/v1/orders',
  'POST /channel/v1/orders',
  'GET /channel/v1/orders/{orderRef}',
  'PATCH /channel/v1/orders/{orderRef}',
  'POST /channel/v1/orders/{orderRef}/cancellations',
  'POST /channel/v1/orders/{orderRef}/payments',
  'POST /channel/v1/orders/{orderRef}/returns',
];

type Routes = { method: string; path: string; name: string }[];

async function routes(): Promise<Routes> {
  const { paths } = (await (await fetch(`${shop.server.url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path,
      name: `${method.toUpperCase()} ${path}`,
    })),
  );
}

/** What stands for a parameter: nothing that there is. */
const filled = (path: string, value = 'no-such-thing') => path.replace(/\{\w+\}/g, value);

interface Asking {
  token?: string | undefined;
  operator?: string;
  body?: string;
  query?: string;
  value?: string;
}

async function ask({ method, path }: Routes[number], { token, operator, body, query = '', value }: Asking) {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(operator === undefined ? {} : { 'x-omnitill-operator': operator }),
    ...(body === undefined || method === 'GET' ? {} : { 'content-type': 'application/json' }),
  };
  const init = { method, headers, ...(body === undefined || method === 'GET' ? {} : { body }) };
  const answer = await fetch(shop.server.url + filled(path, value) + query, init);
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    await answer.body?.cancel();
    return { status: answer.status, code: null };
  }
  const text = await answer.text();
  if (answer.status < 400) return { status: answer.status, code: null };
  const problem: unknown = JSON.parse(text);
  expect(parse(Problem, problem), `${method} ${path}: ${text}`).toMatchObject({ ok: true });
  return { status: answer.status, code: (problem as Problem).code };
}

test('every route is known for whom it is', async () => {
  const known = [...ANYONE, ...ADMINISTRATOR, ...REGISTER, ...OPERATOR, ...CHANNEL];
  expect((await routes()).map(({ name }) => name).sort()).toEqual(known.sort());
});

test('nobody reaches a route without the token it wants', async () => {
  const { token } = await enrolTestRegister(shop.server);
  const { adminToken } = shop.server.context;
  const wrong: string[] = [];
  for (const route of await routes()) {
    if (ANYONE.includes(route.name)) continue;
    const others = ADMINISTRATOR.includes(route.name) ? token : adminToken;
    for (const given of [undefined, 'nonsense', others, ...(CHANNEL.includes(route.name) ? [token] : [])]) {
      const { status, code } = await ask(route, { token: given, operator: MANAGER, body: '{}' });
      if (status !== 401 || code !== 'unauthorised') wrong.push(`${route.name}: ${status} ${code}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('what takes an operator is refused to another store’s, to one whose role may nothing, and to nobody at all', async () => {
  const { context } = shop.server;
  const idle = { roleId: 'idle', name: 'Idle', grants: {} };
  await publishSettings(context, { entity: 'role', entityId: 'idle', after: idle });
  for (const [operatorId, role, storeIds] of [
    ['otto', 'manager', [OTHER_STORE]],
    ['ida', 'idle', ['high-street', OTHER_STORE]],
  ] as const) {
    const after = { operatorId, name: operatorId, initials: 'XX', role, storeIds: [...storeIds], pinHash: 'none' };
    await publishSettings(context, { entity: 'operator', entityId: operatorId, after });
  }
  const { token } = await enrolTestRegister(shop.server);
  const wrong: string[] = [];
  for (const route of await routes()) {
    if ([...ANYONE, ...ADMINISTRATOR, ...REGISTER, ...CHANNEL].includes(route.name)) continue;
    for (const operator of ['otto', 'ida', 'nobody', '%', undefined]) {
      const { status, code } = await ask(route, { token, ...(operator ? { operator } : {}), body: '{}' });
      if (status !== 403 || code !== 'permission-refused') wrong.push(`${route.name} ${operator}: ${status} ${code}`);
    }
  }
  expect(wrong).toEqual([]);
});

const GARBAGE = [
  '{',
  'null',
  '[]',
  '"text"',
  '{"a":[{"b":1e999}]}',
  '{"__proto__":{"x":1}}',
  '',
  '{"entries":"\\u0000"}',
];

test('what is no answer to anything is refused in words, whoever says it', async () => {
  const { token } = await enrolTestRegister(shop.server);
  const { key } = await openTestChannel(shop.server.context, 'web');
  const wrong: string[] = [];
  for (const route of await routes()) {
    const given = ADMINISTRATOR.includes(route.name)
      ? shop.server.context.adminToken
      : CHANNEL.includes(route.name)
        ? key
        : token;
    const isRead = route.method === 'GET';
    const askings: Asking[] = isRead
      ? ['no-such-thing', '%00', '%E0%A4%A', "'", '1e9', 'x'.repeat(300)].flatMap((value) => [
          { value },
          { value, query: '?from=%00&to=9&limit=-1&store=%27&after=x&search=%ED%A0%80&kind=x&cursor=x&at=x&period=x' },
        ])
      : GARBAGE.map((body) => ({ body }));
    for (const asking of askings) {
      const { status, code } = await ask(route, { token: given, operator: MANAGER, ...asking });
      const isFine = isRead ? status < 500 : status >= 400 && status < 500;
      if (!isFine) wrong.push(`${route.name} ${JSON.stringify(asking)}: ${status} ${code}`);
    }
  }
  expect(wrong).toEqual([]);
}, 120_000);
