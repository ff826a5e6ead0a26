import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { SettingsAnswer, StoreAnswer, TaxesAnswer } from '#contracts/http/settings.ts';
import type { HostConfig, StoreSettings } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { Order } from '#domain/order/order.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { MIGRATIONS } from '#sync-server/db/migrations.ts';
import { MANAGER, openManager, TestSession } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR, OTHER_STORE, STORE, storeSettings, TAX_RULES } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop, [STORE]);

/** The test server's clock says 21 November 2026, 09:00 in London. */
const TODAY = '2026-11-21';
const TOMORROW = '2026-11-22';
const DAY_MS = 86_400_000;

async function put<T>(register: TestRegister, path: string, body: unknown, by = MANAGER): Promise<T> {
  const response = await register.send('PUT', path, body, by);
  expect([response.status, response.status === 200 ? '' : await response.text()]).toEqual([200, '']);
  return (await response.json()) as T;
}

const putStore = (register: TestRegister, revision: number, store: StoreSettings, by = MANAGER) =>
  put<StoreAnswer>(register, '/settings/store', { revision, store }, by);
const putTaxes = (register: TestRegister, base: number, rules: Partial<TaxRules> = {}, from?: string) => {
  const { version: _, from: __, ...rest } = { ...TAX_RULES, ...rules };
  return put<TaxesAnswer>(register, '/settings/taxes', {
    storeId: STORE,
    base,
    rules: rest,
    ...(from ? { from } : {}),
  });
};
const standard = (ratePpm: number) => {
  return { rates: { ...TAX_RULES.rates, standard: [{ code: 'S', name: `VAT ${ratePpm}`, ratePpm }] } };
};
async function settings(register: TestRegister, query = ''): Promise<SettingsAnswer> {
  const response = await register.get(`/settings${query}`, MANAGER);
  expect(response.status).toBe(200);
  return (await response.json()) as SettingsAnswer;
}
const configOf = async (register: TestRegister) =>
  ((await (await register.get('/register-config')).json()) as HostConfig).config;

describe('a store', () => {
  test('is read by whoever works there and may, and by nobody else', async () => {
    const register = await enrolTestRegister(shop.server);
    const answer = await settings(register);
    expect(answer).toMatchObject({
      stores: [{ storeId: STORE, name: 'Shop LON' }],
      row: { store: storeSettings(STORE), revision: 1, changedBy: null },
      taxes: [{ rules: TAX_RULES, state: 'current', changedBy: null }],
      businessDate: TODAY,
      fixed: { currency: true, day: false, pricesIncludeTax: false },
      usedTaxCategories: ['standard'],
    });
    expect((await register.get('/settings', OPERATOR)).status).toBe(403);
    expect((await register.get(`/settings?store=${OTHER_STORE}`, MANAGER)).status).toBe(403);
    expect((await register.get('/settings?store=nowhere', MANAGER)).status).toBe(404);
    const there = await putStore(register, 1, { ...storeSettings(OTHER_STORE), name: 'Mine' });
    expect(there).toEqual({ ok: false, faults: [{ at: '', code: 'store-not-own' }] });
  });

  test('is changed once per revision; the second of two sees what the first saved; tills hear of it', async () => {
    const register = await enrolTestRegister(shop.server);
    const { row } = await settings(register);
    const first = { ...row.store, receiptFooter: ['Open on Sundays'] };
    expect(await putStore(register, row.revision, first)).toEqual({ ok: true, revision: row.revision + 1 });
    expect((await configOf(register)).store.receiptFooter).toEqual(['Open on Sundays']);
    const late = await putStore(register, row.revision, { ...row.store, name: 'Late' });
    expect(late).toMatchObject({ ok: false, conflict: { now: { store: first, changedBy: MANAGER } } });
    expect(await putStore(register, row.revision + 1, first)).toEqual({ ok: true, revision: row.revision + 1 });
    expect((await settings(register)).row.revision).toBe(row.revision + 1);
  });

  test('keeps what is wrong, what is fixed and what an open shift began with', async () => {
    const register = await enrolTestRegister(shop.server);
    const { row } = await settings(register);
    const wrong = {
      ...row.store,
      timeZone: 'Europe/Atlantis',
      currency: { code: 'JPY', digits: 2 },
      denominations: [5, 5],
    };
    expect(await putStore(register, row.revision, wrong)).toEqual({
      ok: false,
      faults: [
        { at: 'currency.digits', code: 'currency-digits' },
        { at: 'timeZone', code: 'time-zone-unknown' },
        { at: 'denominations.1', code: 'denominations-order' },
        { at: 'currency', code: 'currency-fixed' },
      ],
    });
    const taken = { ...row.store, locationId: `${OTHER_STORE}-shelf` };
    expect(await putStore(register, row.revision, taken)).toMatchObject({ faults: [{ code: 'location-fixed' }] });
    const session = new TestSession(register);
    await register.push(session.lines);
    expect((await settings(register)).fixed.day).toBe(true);
    const moved = {
      ...row.store,
      dayStartsAt: '05:00',
      session: { ...storePolicy(row.store).session, drawer: 'shared' as const },
    };
    const waits = await putStore(register, row.revision, moved);
    expect(waits).toMatchObject({
      faults: [{ at: 'dayStartsAt' }, { at: 'session.drawer', code: 'session-open-settings' }],
    });
    session.close();
    await register.push(session.lines.slice(1));
    expect(await putStore(register, row.revision, moved)).toMatchObject({ ok: true });
  });

  test('judges a ticket that comes late by every way of cash and every tender that it ever had', async () => {
    const register = await enrolTestRegister(shop.server);
    const { row } = await settings(register);
    const cash = storePolicy(row.store).tenders.filter(({ kind }) => kind === 'cash');
    const cheque = { tenderId: 'cheque', kind: 'card-manual' as const, name: 'Cheque', givesChange: false };
    const flags = { opensDrawer: false, refunds: false, tips: false, needsReference: false };
    const before = { ...row.store, cashRounding: 10, tenders: [...cash, { ...cheque, ...flags }] };
    expect(await putStore(register, row.revision, before)).toMatchObject({ ok: true });
    const after = { ...row.store, cashRounding: 1, tenders: cash };
    for (const [more, footer] of ['a', 'b'].entries()) {
      const next = { ...after, receiptFooter: [footer] };
      expect(await putStore(register, row.revision + 1 + more, next)).toMatchObject({ ok: true });
    }
    const product = await productOf(shop.server, 'P1', 1, STORE);
    const whole = JSON.parse(register.clone().sale([product]).body).payload as Order;
    const [paid] = whole.payments;
    if (!paid) throw new Error('paid');
    const by = (tender: string, rounding: number) => {
      const amount = whole.total + rounding;
      const payments = [{ ...paid, tender, amount, tendered: amount, change: 0 }];
      return { change: { payments, rounding } };
    };
    const lines = [
      register.sale([product], by('cash', -4)),
      register.sale([product], by('cheque', 0)),
      register.sale([product], by('cash', -6)),
      register.sale([product], by('shells', 0)),
    ];
    const { verdicts } = await register.push(lines);
    const seqOf = (index: number) => (JSON.parse(lines[index]?.body ?? '') as { seq: number }).seq;
    expect(verdicts.filter(({ seq }) => seq <= seqOf(1)).map(({ code }) => code)).toEqual([]);
    expect(verdicts.map(({ seq, code }) => [seq, code])).toEqual([
      [seqOf(2), 'rounding-differs'],
      [seqOf(3), 'tender-unknown'],
    ]);
  });

  test('has what it took money by before from its facts, where it was there before that was kept', async () => {
    const { db } = shop.server.context;
    const kept = () => db.selectFrom('store').select(['store_id', 'money_before']).orderBy('store_id').execute();
    const before = await kept();
    expect(before.map(({ money_before }) => money_before.length)).toContain(3);
    await db.updateTable('store').set({ money_before: '[]' }).execute();
    for (const statement of MIGRATIONS['0024-money'] ?? []) {
      if (!/^(alter|create index|drop index)/.test(statement)) await sql.raw(statement).execute(db);
    }
    for (const [index, { money_before }] of (await kept()).entries()) {
      expect(money_before).toEqual(expect.arrayContaining(before[index]?.money_before ?? []));
    }
  });

  test('can be made where there is none', async () => {
    const register = await enrolTestRegister(shop.server);
    const made = { ...storeSettings('PAR'), timeZone: 'Europe/Paris' };
    expect(await putStore(register, 1, made)).toEqual({ ok: false, conflict: { now: null } });
    expect(await putStore(register, 0, made)).toEqual({ ok: true, revision: 1 });
    const answer = await settings(register, '?store=PAR');
    expect(answer).toMatchObject({ taxes: [], fixed: { currency: false, pricesIncludeTax: false } });
    const rules = { pricesIncludeTax: false, rounding: 'rate', rates: TAX_RULES.rates };
    const taxes = { storeId: 'PAR', base: 0, rules, from: '2027-01-01' };
    expect(await put(register, '/settings/taxes', taxes)).toEqual({ ok: true, version: 1 });
    expect((await settings(register, '?store=PAR')).taxes).toMatchObject([{ state: 'current' }]);
  });
});

describe('tax rules', () => {
  test('ahead travel to tills at once, hold from their day on, and a sale is checked by the version it names', async () => {
    const register = await enrolTestRegister(shop.server);
    expect(await putTaxes(register, 1, standard(250_000), TOMORROW)).toEqual({ ok: true, version: 2 });
    const before = await configOf(register);
    expect(before.taxRules.version).toBe(1);
    expect(before.taxVersions?.map(({ version, from }) => [version, from])).toEqual([
      [1, undefined],
      [2, TOMORROW],
    ]);
    shop.clock.advance(DAY_MS);
    const after = await configOf(register);
    expect(after.taxRules).toMatchObject({ version: 2, from: TOMORROW });
    expect(after.taxVersions).toEqual(before.taxVersions);
    const product = await productOf(shop.server, 'P1');
    const earlier = register.sale([product], { rules: TAX_RULES });
    const today = register.sale([product], { rules: after.taxRules });
    const wrong = register.sale([product], { rules: { ...TAX_RULES, version: 2 } });
    await register.push([earlier, today, wrong]);
    const found = await shop.server.context.db.selectFrom('exception').select(['code', 'seq']).execute();
    const ofTax = found.filter(({ code }) => code === 'settle-differs').map(({ seq }) => seq);
    expect(ofTax).toEqual([(JSON.parse(wrong.body) as { seq: number }).seq]);
    shop.clock.advance(-DAY_MS);
  });

  test('are published once per base, not for a day that is over, and keep what products have and what was sold by', async () => {
    const register = await enrolTestRegister(shop.server);
    const { taxes } = await settings(register);
    const base = taxes[0]?.rules.version ?? 0;
    expect(base).toBe(2);
    expect(await putTaxes(register, 1, standard(300_000))).toMatchObject({
      ok: false,
      conflict: { now: { state: 'ahead', rules: { version: 2 } } },
    });
    const faulty = { pricesIncludeTax: false, rates: { zero: TAX_RULES.rates.zero ?? [] } };
    expect(await putTaxes(register, base, faulty, '2026-11-20')).toEqual({
      ok: false,
      faults: [
        { at: 'from', code: 'tax-date-past' },
        { at: 'rates.standard', code: 'tax-category-used' },
        { at: 'pricesIncludeTax', code: 'tax-regime-fixed' },
      ],
    });
    expect(await putTaxes(register, base, standard(230_000), TOMORROW)).toEqual({ ok: true, version: 3 });
    expect(await putTaxes(register, 3, standard(230_000), TOMORROW)).toEqual({ ok: true, version: 3 });
    expect(await putTaxes(register, 3, standard(210_000))).toEqual({ ok: true, version: 4 });
    const rows = (await settings(register)).taxes.map(({ rules, state, changedBy }) => [
      rules.version,
      rules.from,
      state,
      changedBy,
    ]);
    expect(rows).toEqual([
      [4, TODAY, 'current', MANAGER],
      [3, TOMORROW, 'ahead', MANAGER],
      [2, TOMORROW, 'replaced', MANAGER],
      [1, undefined, 'past', null],
    ]);
    const config = await configOf(register);
    expect(config.taxVersions?.map(({ version }) => version)).toEqual([1, 4, 3]);
  });

  test('ahead are withdrawn, with what they replaced, and what is changed meanwhile stays changed', async () => {
    const register = await enrolTestRegister(shop.server);
    const withdraw = (base: number, withdraws: number) =>
      put<TaxesAnswer>(register, '/settings/taxes', { storeId: STORE, base, withdraws });
    expect(await withdraw(3, 3)).toMatchObject({ ok: false, conflict: { now: { rules: { version: 4 } } } });
    for (const begun of [4, 1, 2, 9]) {
      const late = { ok: false, faults: [{ at: 'withdraws', code: 'tax-date-past' }] };
      expect([begun, await withdraw(4, begun)]).toEqual([begun, late]);
    }
    expect(await withdraw(4, 3)).toEqual({ ok: true, version: 5 });
    expect(await withdraw(5, 3)).toEqual({ ok: true, version: 5 });
    expect(await putTaxes(register, 5, standard(220_000))).toEqual({ ok: true, version: 6 });
    const { taxes } = await settings(register);
    expect(taxes.slice(0, 4).map(({ rules, state }) => [rules.version, rules.from, rules.withdraws, state])).toEqual([
      [6, TODAY, undefined, 'current'],
      [5, TOMORROW, 3, 'withdrawal'],
      [4, TODAY, undefined, 'past'],
      [3, TOMORROW, undefined, 'withdrawn'],
    ]);
    const before = await configOf(register);
    expect(before.taxVersions?.map(({ version }) => version)).toEqual([1, 6]);
    shop.clock.advance(DAY_MS);
    expect((await configOf(register)).taxRules.version).toBe(6);
    shop.clock.advance(-DAY_MS);
  });

  test('turn whether prices include tax before anything was sold, at once and for good', async () => {
    const register = await enrolTestRegister(shop.server);
    const fixed = { ok: false, faults: [{ at: 'pricesIncludeTax', code: 'tax-regime-fixed' }] };
    const made = { ...storeSettings('LYO'), timeZone: 'Europe/Paris' };
    expect(await putStore(register, 0, made)).toEqual({ ok: true, revision: 1 });
    const rules = { rounding: 'rate', rates: TAX_RULES.rates };
    const publish = (base: number, pricesIncludeTax: boolean, from?: string) => {
      const body = { storeId: 'LYO', base, rules: { pricesIncludeTax, ...rules }, ...(from ? { from } : {}) };
      return put(register, '/settings/taxes', body);
    };
    expect(await publish(0, false)).toEqual({ ok: true, version: 1 });
    expect(await publish(1, true, TOMORROW)).toEqual(fixed);
    expect(await publish(1, true)).toEqual({ ok: true, version: 2 });
    expect(await publish(2, true, TOMORROW)).toEqual({ ok: true, version: 3 });
    expect(await publish(3, false)).toEqual(fixed);
  });

  test('that know a category only until a day offer it to no product any more', async () => {
    const register = await enrolTestRegister(shop.server);
    const { taxes } = await settings(register);
    const base = taxes[0]?.rules.version ?? 0;
    const categories = async () => {
      const response = await register.get('/catalogue/categories', MANAGER);
      return ((await response.json()) as { taxCategories: string[] }).taxCategories;
    };
    expect(await categories()).toEqual(['standard', 'zero']);
    const fewer = { rates: { standard: TAX_RULES.rates.standard ?? [] } };
    expect(await putTaxes(register, base, fewer, '2027-04-01')).toMatchObject({ ok: true });
    expect(await categories()).toEqual(['standard']);
  });
});
