import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { OverrideDecided } from '#contracts/facts/session-facts.ts';
import { DEFAULT_ROLES } from '#domain/operator/permission.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { exceptionsOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
const FLOOR = { operatorId: 'flo' };

/** Flo may sell and nothing else; Mia is a manager. */
beforeAll(async () => {
  const { context } = shop.server;
  for (const role of [...DEFAULT_ROLES, { roleId: 'floor', name: 'Floor', grants: { sell: true } as const }]) {
    const published = await publishSettings(context, { entity: 'role', entityId: role.roleId, after: role });
    if (!published.ok) throw new Error(published.reason);
  }
  const people = [
    { operatorId: 'flo', name: 'Flo', initials: 'FL', role: 'floor' },
    { operatorId: 'mia', name: 'Mia', initials: 'MI', role: 'manager' },
  ];
  for (const person of people) {
    const after = { ...person, storeIds: [STORE], pinHash: 'argon2id' };
    const published = await publishSettings(context, { entity: 'operator', entityId: person.operatorId, after });
    if (!published.ok) throw new Error(published.reason);
  }
});

function decided(register: TestRegister, permission: string, subjectId: string, more: Partial<OverrideDecided> = {}) {
  const common = { permission, askerId: 'flo', deciderId: 'mia', verdict: 'granted', size: 0, subjectId } as const;
  const id = randomUUID();
  const payload = { ...common, scope: { sessionId: null }, ...more };
  return { id, line: register.write({ id, kind: 'override.decided', payload }, FLOOR) };
}

async function told(register: TestRegister) {
  const exceptions = await exceptionsOf(shop.server.context, register.journalId);
  return exceptions.map(({ code, detail: { permission } }) => [code, permission]);
}

test('a copy of a receipt needs the role, or a decision on its order for who gives it out', async () => {
  const register = await enrolTestRegister(shop.server);
  const [mine, others] = [randomUUID(), randomUUID()];
  const copy = (orderId: string, number: number) =>
    register.write({ kind: 'receipt.issued', payload: { orderId, how: 'printed', copy: number } }, FLOOR);
  await register.push([copy(mine, 0), decided(register, 'receipt-copy', mine).line, copy(mine, 1)]);
  expect(await told(register)).toEqual([]);
  await register.push([copy(others, 1)]);
  expect(await told(register)).toEqual([['permission-exceeded', 'receipt-copy']]);
  const elsewhere = decided(register, 'receipt-copy', others, { askerId: 'anna' }).line;
  await register.push([elsewhere, copy(others, 2)]);
  expect(await told(register)).toHaveLength(2);
});

test('another’s parked cart is taken up by role, or by a decision on the cart; one’s own is', async () => {
  const register = await enrolTestRegister(shop.server);
  const parked = (operatorId: string) => {
    const [cartId, parkId] = [randomUUID(), randomUUID()];
    const cart = { id: cartId, operatorId, openedAt: '2026-11-21T10:00:00.000Z', lines: [], discounts: [] };
    const line = register.write({ id: parkId, kind: 'cart.parked', payload: { cart, total: 1 } }, { operatorId });
    return { cartId, line, claim: () => register.write({ kind: 'cart.claimed', payload: { cartId, parkId } }, FLOOR) };
  };
  const [own, allowed, taken] = [parked('flo'), parked('anna'), parked('anna')];
  const decision = decided(register, 'cart-claim', allowed.cartId).line;
  await register.push([own.line, allowed.line, taken.line, decision, own.claim(), allowed.claim()]);
  expect(await told(register)).toEqual([]);
  await register.push([taken.claim()]);
  expect(await told(register)).toEqual([['permission-exceeded', 'cart-claim']]);
});

test('a claim that the window made up leaves nothing unchecked', async () => {
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P1');
  const id = randomUUID();
  const claim = register.write({ kind: 'cart.claimed', payload: { cartId: id, parkId: randomUUID() } }, FLOOR);
  const onAnother = decided(register, 'tax-exempt', randomUUID());
  const exemption = { reason: 'export', overrideId: onAnother.id };
  const sale = register.clone().sale([product], { id });
  const { payload } = JSON.parse(sale.body);
  const ticket = { ...payload, taxExemption: exemption };
  await register.push([claim, onAnother.line, register.write({ kind: 'order.completed', id, payload: ticket }, FLOOR)]);
  expect(await told(register)).toContainEqual(['permission-exceeded', 'tax-exempt']);
});

test('a session is opened by role, or by a decision on it; an earlier date asks for more', async () => {
  const open = async (how: 'none' | 'session-open' | 'day-close', businessDate: string, register?: TestRegister) => {
    const to = register ?? (await enrolTestRegister(shop.server));
    const id = randomUUID();
    const decision = how === 'none' ? null : decided(to, how, id);
    const payload = { sessionId: randomUUID(), float: 0, currency: 'GBP' };
    const allowed = decision ? { overrideId: decision.id } : {};
    const opened = to.write(
      { id, kind: 'session.opened', payload: { ...payload, ...allowed } },
      { ...FLOOR, businessDate },
    );
    await to.push([...(decision ? [decision.line] : []), opened]);
    return to;
  };
  expect(await told(await open('none', '2026-11-21'))).toEqual([['permission-exceeded', 'session-open']]);
  const register = await open('session-open', '2026-11-21');
  expect(await told(register)).toEqual([]);
  await open('day-close', '2026-11-20', register);
  expect(await told(register)).toEqual([]);
  await open('session-open', '2026-11-19', register);
  expect(await told(register)).toEqual([['permission-exceeded', 'day-close']]);
});
