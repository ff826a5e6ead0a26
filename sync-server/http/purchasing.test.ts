import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type {
  ExpectedOrderList,
  PurchaseOrderAnswer,
  PurchaseOrderDraft,
  PurchaseOrderList,
  PurchaseOrderRow,
  SupplierList,
  VariantStockAnswer,
} from '#contracts/http/stock.ts';
import { DEFAULT_ROLES, roleOf } from '#domain/operator/permission.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { openTestInbox } from '#tests/fixtures/test-inbox.ts';
import { exceptionsOf, onHandOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR, STORE } from '#tests/fixtures/test-shop.ts';
import { byManager } from '#tests/fixtures/test-stock.ts';

const shop = openTestServer();
openManager(shop);

const HERE = 'LON-shelf';

async function put(register: TestRegister, path: string, body: unknown, operatorId = MANAGER) {
  const response = await register.send('PUT', path, body, operatorId);
  return { status: response.status, answer: await response.json() };
}

async function ask<T>(register: TestRegister, path: string): Promise<T> {
  const response = await register.get(path, MANAGER);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** A supplier of tea in packs of six, at least twelve, and of mugs one by one. */
async function newSupplier(register: TestRegister, more: object = {}) {
  const [tea, mug] = [await productOf(shop.server, 'P1'), await productOf(shop.server, 'P2')];
  const supplierId = randomUUID();
  const items = [
    { variantId: tea.variantId, supplierSku: 'T-1', packSize: 6, minimumQuantity: 12, packCost: 900 },
    { variantId: mug.variantId, packSize: 1, minimumQuantity: 0, packCost: 250 },
  ];
  const supplier = {
    supplierId,
    name: 'Acme Teas',
    leadTimeDays: 7,
    minimumOrder: 2_000,
    items,
    status: 'active',
    ...more,
  };
  expect(await put(register, `/suppliers/${supplierId}`, { revision: 0, supplier })).toEqual({
    status: 200,
    answer: { ok: true, revision: 1 },
  });
  return { supplier, supplierId, tea: tea.variantId, mug: mug.variantId };
}

type Supplier = Awaited<ReturnType<typeof newSupplier>>;

function orderOf({ supplierId, tea, mug }: Supplier, change: Partial<PurchaseOrderDraft> = {}): PurchaseOrderDraft {
  const lines = [
    { variantId: tea, quantity: 12, packSize: 6, packCost: 900 },
    { variantId: mug, quantity: 4, packSize: 1, packCost: 250 },
  ];
  return { purchaseOrderId: randomUUID(), supplierId, locationId: HERE, status: 'draft', lines, ...change };
}

async function save(register: TestRegister, revision: number, order: PurchaseOrderDraft, more: object = {}) {
  const { status, answer } = await put(register, `/purchase-orders/${order.purchaseOrderId}`, {
    revision,
    order,
    ...more,
  });
  return { status, answer: answer as PurchaseOrderAnswer & { code?: string } };
}

async function rowOf(register: TestRegister, purchaseOrderId: string): Promise<PurchaseOrderRow> {
  const { orders } = await ask<PurchaseOrderList>(register, `/purchase-orders?purchaseOrderId=${purchaseOrderId}`);
  const [row] = orders;
  if (!row) throw new Error('no order');
  return row;
}

async function onOrder(register: TestRegister, variantId: string): Promise<number> {
  const { locations } = await ask<VariantStockAnswer>(register, `/stock/variants/${variantId}`);
  return locations.find(({ locationId }) => locationId === HERE)?.onOrder ?? -1;
}

const receive = (
  register: TestRegister,
  purchaseOrderId: string,
  lines: { variantId: string; quantity: number; damaged?: number }[],
) => byManager(register, 'stock.received', { locationId: HERE, reason: 'delivery', purchaseOrderId, lines });

test('suppliers are kept whole, by whoever may buy; one who did not see the last change is refused', async () => {
  const register = await enrolTestRegister(shop.server);
  const { supplier, supplierId } = await newSupplier(register);
  const path = `/suppliers/${supplierId}`;
  const renamed = { ...supplier, name: 'Acme' };
  expect(await put(register, path, { revision: 1, supplier: renamed })).toMatchObject({ status: 200 });
  // Asked again, since the answer was lost: the same.
  expect(await put(register, path, { revision: 1, supplier: renamed })).toEqual({
    status: 200,
    answer: { ok: true, revision: 2 },
  });
  const { suppliers } = await ask<SupplierList>(register, '/suppliers');
  const now = suppliers.find((row) => row.supplier.supplierId === supplierId);
  expect(now).toMatchObject({ revision: 2, supplier: renamed, changedBy: MANAGER });
  // Whoever was slower is shown what stands there, by whom and since when, and nothing of it changes.
  const stale = await put(register, path, { revision: 1, supplier: { ...supplier, leadTimeDays: 3 } });
  expect(stale).toEqual({ status: 200, answer: { ok: false, conflict: { now } } });
  const gone = { ...supplier, supplierId: randomUUID() };
  const unknown = await put(register, `/suppliers/${gone.supplierId}`, { revision: 1, supplier: gone });
  expect(unknown).toEqual({ status: 200, answer: { ok: false, conflict: { now: null } } });
  expect(await put(register, path, { revision: 2, supplier }, OPERATOR)).toMatchObject({ status: 403 });
  const [item] = supplier.items;
  const twice = { ...supplier, items: [item, item] };
  expect(await put(register, path, { revision: 2, supplier: twice })).toMatchObject({ status: 400 });
});

test('an order is sent as its supplier takes it: whole packs, enough of each, worth enough', async () => {
  const register = await enrolTestRegister(shop.server);
  const acme = await newSupplier(register);
  const few = orderOf(acme, { lines: [{ variantId: acme.tea, quantity: 8, packSize: 6, packCost: 900 }] });
  expect(await save(register, 0, few)).toMatchObject({ status: 200, answer: { ok: true, revision: 1 } });
  const refused = await save(register, 1, { ...few, status: 'sent' });
  expect(refused.answer).toEqual({
    ok: false,
    faults: [
      { code: 'packs-not-whole', variantId: acme.tea, needed: 6 },
      { code: 'quantity-below-minimum', variantId: acme.tea, needed: 12 },
      { code: 'order-below-minimum', variantId: null, needed: 2_000 },
    ],
  });
  expect(await rowOf(register, few.purchaseOrderId)).toMatchObject({ order: { status: 'draft' }, revision: 1 });
  const mailed = await save(
    register,
    1,
    { ...orderOf(acme), purchaseOrderId: few.purchaseOrderId, status: 'sent' },
    { mail: true },
  );
  expect(mailed.answer).toMatchObject({ ok: false, faults: [{ code: 'mail-off' }] });
});

test('orders are numbered one after another for the chain, and what was sent stays as it was', async () => {
  const register = await enrolTestRegister(shop.server);
  const acme = await newSupplier(register);
  const [one, two] = [orderOf(acme, { status: 'sent' }), orderOf(acme)];
  const first = await save(register, 0, one);
  const second = await save(register, 0, two);
  if (!first.answer.ok || !second.answer.ok) throw new Error('not saved');
  expect(second.answer.number).toBe(first.answer.number + 1);
  expect((await save(register, 0, one)).answer).toEqual(first.answer);
  const more = { ...one, lines: one.lines.slice(1) };
  expect(await save(register, 1, more)).toMatchObject({ status: 409, answer: { code: 'order-not-changeable' } });
  expect(await save(register, 1, { ...one, expectedOn: '2026-12-01' })).toMatchObject({ status: 200 });
  expect(await save(register, 1, { ...one, note: 'x' })).toMatchObject({
    status: 409,
    answer: { code: 'change-conflict' },
  });
  expect(await save(register, 2, { ...one, status: 'cancelled' })).toMatchObject({ status: 200 });
  expect(await save(register, 3, one)).toMatchObject({ status: 409, answer: { code: 'order-not-changeable' } });
  expect(await rowOf(register, one.purchaseOrderId)).toMatchObject({
    total: 2_800,
    supplierName: 'Acme Teas',
    locationName: 'Shop LON',
  });
});

test('who may neither buy nor see costs gets orders to receive, without what they cost', async () => {
  const roles = { clerk: false, buyer: true, pricer: true };
  const { context } = shop.server;
  const grants = { clerk: {}, buyer: { purchasing: true as const }, pricer: { costs: true as const } };
  for (const [roleId, more] of Object.entries(grants)) {
    const role = { roleId, name: roleId, grants: { stock: true as const, ...more } };
    expect(await publishSettings(context, { entity: 'role', entityId: roleId, after: role })).toMatchObject({
      ok: true,
    });
    const person = { operatorId: roleId, name: roleId, initials: 'X', role: roleId, storeIds: [STORE], pinHash: 'x' };
    await publishSettings(context, { entity: 'operator', entityId: roleId, after: person });
  }
  const manager = roleOf(DEFAULT_ROLES, 'manager');
  if (!manager) throw new Error('a manager');
  await publishSettings(context, { entity: 'role', entityId: 'manager', after: manager });
  const register = await enrolTestRegister(shop.server);
  const order = orderOf(await newSupplier(register), { status: 'sent' });
  await save(register, 0, order);
  for (const [operatorId, priced] of Object.entries(roles)) {
    const response = await register.get(`/purchase-orders?purchaseOrderId=${order.purchaseOrderId}`, operatorId);
    const [row] = ((await response.json()) as ExpectedOrderList).orders;
    const lines = priced ? order.lines : order.lines.map(({ packCost: _, ...line }) => line);
    expect([operatorId, row?.order.lines, row?.total]).toEqual([operatorId, lines, priced ? 2_800 : undefined]);
  }
});

test('what is on order falls as goods come; when all has come the order is closed', async () => {
  const register = await enrolTestRegister(shop.server);
  const acme = await newSupplier(register);
  const order = orderOf(acme, { status: 'sent' });
  const { purchaseOrderId } = order;
  const [before, had] = [await onOrder(register, acme.tea), await onHandOf(shop.server.context, acme.tea)];
  await save(register, 0, order);
  expect(await onOrder(register, acme.tea)).toBe(before + 12);
  await register.push([receive(register, purchaseOrderId, [{ variantId: acme.tea, quantity: 6 }])]);
  expect(await onOrder(register, acme.tea)).toBe(before + 6);
  const partly = await rowOf(register, purchaseOrderId);
  expect(partly).toMatchObject({ revision: 1, order: { status: 'sent' }, received: { [acme.tea]: 6 } });
  expect(await save(register, 1, { ...order, status: 'cancelled' })).toMatchObject({
    answer: { code: 'order-not-changeable' },
  });
  const rest = [
    { variantId: acme.tea, quantity: 4, damaged: 2 },
    { variantId: acme.mug, quantity: 4 },
  ];
  await register.push([receive(register, purchaseOrderId, rest)]);
  const closed = await rowOf(register, purchaseOrderId);
  expect(closed).toMatchObject({
    revision: 2,
    order: { status: 'closed' },
    received: { [acme.tea]: 12, [acme.mug]: 4 },
  });
  expect([await onOrder(register, acme.tea), await onHandOf(shop.server.context, acme.tea)]).toEqual([
    before,
    had + 10,
  ]);
  expect(await exceptionsOf(shop.server.context, register.journalId)).toMatchObject([
    { code: 'delivery-differs', seq: 2 },
  ]);
});

test('what comes beyond an order, or for one that expects nothing, is on hand and told', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const acme = await newSupplier(register);
  const order = orderOf(acme, { status: 'sent' });
  const draft = orderOf(acme);
  await save(register, 0, order);
  await save(register, 0, draft);
  const had = await onHandOf(context, acme.mug);
  const mugs = (quantity: number) => [{ variantId: acme.mug, quantity }];
  // In one batch: the second sees the first.
  await register.push([
    receive(register, order.purchaseOrderId, mugs(3)),
    receive(register, order.purchaseOrderId, mugs(2)),
    receive(register, draft.purchaseOrderId, mugs(4)),
    receive(register, 'nobody-knows', mugs(1)),
  ]);
  expect(await onHandOf(context, acme.mug)).toBe(had + 10);
  expect(await exceptionsOf(context, register.journalId)).toMatchObject([
    { seq: 2, code: 'purchase-order-exceeded', detail: { lines: 1, goods: 'Product 2 5/4' } },
    { seq: 3, code: 'purchase-order-not-open', detail: { status: 'draft' } },
    { seq: 4, code: 'purchase-order-not-open', detail: { status: 'unknown' } },
  ]);
});

test('an order as a file names what the supplier calls it, packs and costs', async () => {
  const register = await enrolTestRegister(shop.server);
  const acme = await newSupplier(register);
  const order = orderOf(acme, { expectedOn: '2026-12-01' });
  await save(register, 0, order);
  const path = `/purchase-orders/${order.purchaseOrderId}/file.csv`;
  const response = await register.get(path, MANAGER);
  const [head, columns, tea, mug, total] = (await response.text()).split('\r\n');
  expect(head).toContain('supplier,Acme Teas,for,Shop LON,expected,2026-12-01,currency,GBP');
  expect(columns).toBe('supplier number,sku,barcode,name,packs,pack size,quantity,unit,pack cost,cost');
  expect(tea).toMatch(/^T-1,P1,.*,2,6,12,each,9\.00,18\.00$/);
  expect(mug).toMatch(/^,P2,.*,4,1,4,each,2\.50,10\.00$/);
  expect(total).toBe(',,,,,,,,total,28.00');
  expect((await register.get(path, OPERATOR)).status).toBe(403);
});

test('an order is mailed to its supplier once, with its lines as a file', async () => {
  const { context } = shop.server;
  const { received, mailer, close } = await openTestInbox(context);
  const was = context.mail;
  context.mail = 'on';
  try {
    const register = await enrolTestRegister(shop.server);
    const [silent, acme] = [await newSupplier(register), await newSupplier(register, { email: 'orders@acme.example' })];
    const unmailed = await save(register, 0, orderOf(silent, { status: 'sent' }), { mail: true });
    expect(unmailed.answer).toMatchObject({ ok: false, faults: [{ code: 'supplier-email-missing' }] });
    const order = orderOf(acme, { status: 'sent', note: 'Back door' });
    await save(register, 0, order, { mail: true });
    // Its answer was lost.
    expect((await save(register, 0, order, { mail: true })).answer).toMatchObject({ ok: true, revision: 1 });
    const mail = { to: 'orders@acme.example' };
    expect(await rowOf(register, order.purchaseOrderId)).toMatchObject({ mail: { ...mail, status: 'waiting' } });
    await mailer.sendDue();
    expect(await rowOf(register, order.purchaseOrderId)).toMatchObject({ mail: { ...mail, status: 'sent' } });
    expect(received.map(({ to }) => to)).toEqual([['orders@acme.example']]);
    const text = received[0]?.text.replaceAll('=\r\n', '') ?? '';
    expect(text).toMatch(/filename=order-\d+\.csv/);
    expect(text).toContain('Back door');
    // What is noted later is not mailed again by itself.
    await save(register, 1, { ...order, note: 'Front door' });
    await mailer.sendDue();
    expect(received).toHaveLength(1);
  } finally {
    context.mail = was;
    await close();
  }
});

test('an order that the mail server takes later, or never, says so, and can be mailed again', async () => {
  const { context } = shop.server;
  const { received, mailer, close } = await openTestInbox(context, [451, 550, null]);
  const was = context.mail;
  const register = await enrolTestRegister(shop.server);
  const acme = await newSupplier(register, { email: 'orders@acme.example' });
  const order = orderOf(acme, { status: 'sent' });
  const stateOf = async () => (await rowOf(register, order.purchaseOrderId)).mail?.status;
  try {
    // Not set up: nothing is queued, and the window is told that it need not offer it.
    context.mail = 'off';
    const off = await save(register, 0, order, { mail: true });
    expect(off.answer).toMatchObject({ ok: false, faults: [{ code: 'mail-off' }] });
    expect(await ask<PurchaseOrderList>(register, '/purchase-orders?limit=1')).toMatchObject({ mail: false });
    context.mail = 'on';
    await save(register, 0, order, { mail: true });
    await mailer.sendDue();
    expect(await stateOf()).toBe('waiting');
    // Before it is due it is not tried.
    await mailer.sendDue();
    expect(await stateOf()).toBe('waiting');
    shop.clock.advance(60_000);
    await mailer.sendDue();
    expect(await stateOf()).toBe('failed');
    expect(received).toEqual([]);
    await save(register, 1, order, { mail: true });
    expect(await stateOf()).toBe('waiting');
    await mailer.sendDue();
    expect(await stateOf()).toBe('sent');
    expect(received.map(({ to }) => to)).toEqual([['orders@acme.example']]);
  } finally {
    context.mail = was;
    await close();
  }
});
