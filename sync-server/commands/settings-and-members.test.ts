import { verify } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { parse } from '#contracts/schema.ts';
import { HostConfig } from '#contracts/views/register-config.ts';
import { enrolMember } from '#sync-server/commands/enrol-member.ts';
import { hashPin } from '#sync-server/commands/hash-pin.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { destroyKey } from '#sync-server/db/vault.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE, storeSettings, TAX_RULES } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();

async function configOf(register: TestRegister): Promise<HostConfig> {
  const answer = parse(HostConfig, await (await register.get('/register-config')).json());
  if (!answer.ok) throw new Error(`${answer.at} ${answer.message}`);
  return answer.value;
}

test('a register gets its store’s settings, newest tax rules and operators; the revision follows them', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const first = await configOf(register);
  expect(first).toMatchObject({
    config: { store: storeSettings(STORE), taxRules: TAX_RULES, operators: [{ operatorId: 'anna', role: 'cashier' }] },
    pinHashes: { anna: 'argon2id' },
    demoPins: null,
  });
  expect((await configOf(register)).config.revision).toBe(first.config.revision);
  const after = { ...TAX_RULES, version: 2, rounding: 'receipt' as const };
  expect(await publishSettings(context, { entity: 'tax-rules', entityId: STORE, after })).toEqual({
    ok: true,
    changed: true,
  });
  const second = await configOf(register);
  expect(second.config.taxRules).toEqual(after);
  expect(second.config.revision).not.toBe(first.config.revision);
  const elsewhere = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  expect((await configOf(elsewhere)).config.taxRules.version).toBe(1);
});

test('an operator works where the settings say, and signs in by a PIN hashed under the pepper', async () => {
  const { context } = shop.server;
  const [here, there] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  const pinHash = await hashPin(context, '4711');
  const ben = { operatorId: 'ben', name: 'Ben', initials: 'B', role: 'manager' as const, pinHash };
  await publishSettings(context, { entity: 'operator', entityId: 'ben', after: { ...ben, storeIds: [STORE] } });
  expect(Object.keys((await configOf(here)).pinHashes)).toContain('ben');
  expect(Object.keys((await configOf(there)).pinHashes)).not.toContain('ben');
  expect(await verify(pinHash, '4711', { secret: context.keys.pepper })).toBe(true);
  expect(await verify(pinHash, '4712', { secret: context.keys.pepper })).toBe(false);
  await publishSettings(context, { entity: 'operator', entityId: 'ben', after: { ...ben, storeIds: [] } });
  expect(Object.keys((await configOf(here)).pinHashes)).not.toContain('ben');
});

test('PINs are told in a demo only', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const after = {
    operatorId: 'dee',
    name: 'Dee',
    initials: 'D',
    role: 'cashier' as const,
    storeIds: [STORE],
    pinHash: 'x',
    demoPin: '1111',
  };
  await publishSettings(context, { entity: 'operator', entityId: 'dee', after });
  expect((await configOf(register)).demoPins).toBeNull();
  await publishSettings(context, { entity: 'store', entityId: STORE, after: { ...storeSettings(STORE), demo: true } });
  expect((await configOf(register)).demoPins).toEqual({ dee: '1111' });
  await publishSettings(context, { entity: 'store', entityId: STORE, after: storeSettings(STORE) });
});

test('the same settings again make no fact; what would rewrite history is refused', async () => {
  const { context } = shop.server;
  const same = { entity: 'store' as const, entityId: OTHER_STORE, after: storeSettings(OTHER_STORE) };
  expect(await publishSettings(context, same)).toEqual({ ok: true, changed: false });
  const rewritten = { ...TAX_RULES, pricesIncludeTax: false };
  expect(
    await publishSettings(context, { entity: 'tax-rules', entityId: OTHER_STORE, after: rewritten }),
  ).toMatchObject({ ok: false });
  const moved = { ...storeSettings(OTHER_STORE), locationId: 'elsewhere' };
  expect(await publishSettings(context, { entity: 'store', entityId: OTHER_STORE, after: moved })).toMatchObject({
    ok: false,
  });
  const reserved = { entity: 'store' as const, entityId: 'chain', after: storeSettings('chain') };
  expect(await publishSettings(context, reserved)).toEqual({ ok: false, reason: 'no store can have the id chain' });
  const stolen = { ...storeSettings('PAR'), locationId: `${STORE}-shelf` };
  expect(await publishSettings(context, { entity: 'store', entityId: 'PAR', after: stolen })).toMatchObject({
    ok: false,
  });
  expect(
    await publishSettings(context, { entity: 'store', entityId: 'PAR', after: storeSettings(STORE) }),
  ).toMatchObject({ ok: false });
});

test('a member’s profile is in the vault alone, and gone with its key', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const profile = { name: 'Zebedee Quartz', phone: '+44 20 7946 0000' };
  const enrolled = await enrolMember(context, { ...profile, cardNumber: 'C-77' });
  if (!enrolled.ok) throw new Error(enrolled.reason);
  const card = async () => {
    const { documents } = await register.pullAll('chain');
    return JSON.parse(documents.find(({ id }) => id === `member-card/${enrolled.memberId}`)?.data ?? 'null');
  };
  expect(await card()).toEqual({
    memberId: enrolled.memberId,
    name: profile.name,
    cardNumber: 'C-77',
    phoneEnd: '0000',
    keys: [expect.stringMatching(/^[\w-]{22}$/)],
    revision: 1,
  });
  const facts = await context.db.selectFrom('fact').select('body').execute();
  const texts = facts.map(({ body }) => Buffer.from(body).toString('utf8')).join();
  expect(texts).toContain('C-77');
  expect(texts).not.toContain('Zebedee');
  const member = await context.db
    .selectFrom('member')
    .selectAll()
    .where('card_number', '=', 'C-77')
    .executeTakeFirstOrThrow();
  const vault = await context.db
    .selectFrom('vault')
    .selectAll()
    .where('subject_id', '=', member.subject_id)
    .executeTakeFirstOrThrow();
  expect(Buffer.from(vault.ciphertext).toString('latin1')).not.toContain('Zebedee');
  await destroyKey(context.db, member.subject_id);
  expect(await card()).toMatchObject({ name: 'C-77' });
});

test('a card number that is taken is refused', async () => {
  const { context } = shop.server;
  expect(await enrolMember(context, { name: 'One', cardNumber: 'C-1' })).toMatchObject({ ok: true });
  expect(await enrolMember(context, { name: 'Two', cardNumber: 'C-1' })).toMatchObject({ ok: false });
});
