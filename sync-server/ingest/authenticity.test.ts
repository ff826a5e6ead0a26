import { expect, test } from 'vitest';
import { formatLine } from '#domain/journal/envelope.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';
import { exceptionsOf, onHandOf, ordersOf, parkedOf, quarantineOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const shop = openTestServer();

test('a copied register that goes its own way is a fork: kept apart, told once, blocking nobody', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P1');
  await register.push([register.sale([product])]);
  const copy = register.clone();
  const real = register.sale([product]);
  await register.push([real]);
  const [forked, behind] = [copy.sale([product]), copy.sale([product])];
  const answer = await copy.push([forked, behind]);
  expect(answer).toEqual({
    watermark: 2,
    hash: real.hash,
    verdicts: [
      { seq: 2, verdict: 'quarantined', code: 'journal-forked' },
      { seq: 3, verdict: 'quarantined', code: 'chain-broken' },
    ],
  });
  await copy.push([forked, behind]);
  expect(await quarantineOf(context, register.journalId)).toEqual([
    { seq: 2, reason: 'journal-forked' },
    { seq: 3, reason: 'chain-broken' },
  ]);
  expect(await exceptionsOf(context, register.journalId)).toMatchObject([
    { code: 'journal-forked', seq: 2 },
    { code: 'chain-broken', seq: 3 },
  ]);
  expect((await register.push([register.sale([product])])).watermark).toBe(3);
  expect(await ordersOf(context, register.journalId)).toEqual([1, 2, 3]);
  expect(await onHandOf(context, product.variantId)).toBe(7);
});

test('a fork that was parked first is set apart when the gap closes', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P2');
  const first = register.sale([product]);
  const copy = register.clone();
  const [second, third] = [register.sale([product]), register.sale([product])];
  copy.sale([product]);
  const forked = copy.sale([product]);
  await copy.push([forked]);
  expect(await parkedOf(context, register.journalId)).toEqual([3]);
  const answer = await register.push([first, second, third]);
  expect(answer.watermark).toBe(3);
  expect(await quarantineOf(context, register.journalId)).toEqual([{ seq: 3, reason: 'journal-forked' }]);
  expect(await parkedOf(context, register.journalId)).toEqual([]);
  expect(await onHandOf(context, product.variantId)).toBe(7);
});

test('a changed byte is found; what is before it books', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P3');
  const [a, b, c] = [1, 2, 3].map(() => register.sale([product]));
  if (!a || !b || !c) throw new Error('three lines');
  const changed = { ...b, body: b.body.replace('"quantity":1', '"quantity":9') };
  const answer = await register.push([a, changed, c]);
  expect(answer.watermark).toBe(1);
  expect(answer.verdicts).toEqual([
    { seq: 2, verdict: 'quarantined', code: 'chain-broken' },
    { seq: 3, verdict: 'parked', code: 'journal-gap' },
  ]);
  expect(await register.push([b])).toMatchObject({ watermark: 3, verdicts: [] });
  expect(await onHandOf(context, product.variantId)).toBe(7);
});

test('a fact signed by another key never books', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const other = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P4');
  const line = register.sale([product]);
  const forged = { ...line, signature: other.sign(line.hash) };
  const answer = await register.push([forged]);
  expect(answer).toMatchObject({
    watermark: 0,
    verdicts: [{ seq: 1, verdict: 'quarantined', code: 'signature-invalid' }],
  });
  expect(await onHandOf(context, product.variantId)).toBe(10);
  expect((await register.push([line])).watermark).toBe(1);
});

test('a different text for a known seq is a fork only when its signature is genuine', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P4');
  const line = register.sale([product]);
  await register.push([line]);
  const body = line.body.replace('"quantity":1', '"quantity":2');
  await register.push([{ body, hash: hashOfText(body), signature: line.signature }]);
  expect(await quarantineOf(context, register.journalId)).toEqual([{ seq: 1, reason: 'signature-invalid' }]);
  const hash = hashOfText(body);
  await register.push([{ body, hash, signature: register.sign(hash) }]);
  expect((await exceptionsOf(context, register.journalId)).map(({ code }) => code)).toContain('journal-forked');
});

test('a line of another journal is kept apart', async () => {
  const [register, other] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  const foreign = other.fact('drawer.opened', { cause: 'no-sale' });
  const hash = foreign.hash;
  const answer = await register.push([{ ...foreign, signature: register.sign(hash) }]);
  expect(answer).toMatchObject({ watermark: 0, verdicts: [{ verdict: 'quarantined', code: 'chain-broken' }] });
});

test('bytes that are no journal lines are kept exactly, and what is around them books', async () => {
  const { db } = shop.server.context;
  const register = await enrolTestRegister(shop.server);
  const [a, b] = [1, 2].map(() => Buffer.from(formatLine(register.fact('drawer.opened', { cause: 'no-sale' }))));
  if (!a || !b) throw new Error('two lines');
  const junk = Buffer.concat([Buffer.from([0xff, 0x00, 0xfe, 0x0a, 0x0a]), Buffer.from('not\ta line')]);
  const unsigned = Buffer.from(`{}\t${'0'.repeat(64)}\t${'A'.repeat(86)}`);
  const newline = Buffer.from('\n');
  const response = await register.pushBytes(Buffer.concat([a, junk, newline, unsigned, newline, junk, newline, b]));
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ watermark: 2 });
  const rows = await db.selectFrom('quarantine').select('line').where('journal_id', '=', register.journalId).execute();
  const kept = rows.map(({ line }) => Buffer.from(line).toString('hex')).sort();
  expect(kept).toEqual([junk, unsigned].map((bytes) => bytes.toString('hex')).sort());
});

test('a push of nothing but newlines and half a million scraps is one row of quarantine', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const response = await register.pushBytes(Buffer.from('x\n\n'.repeat(300_000)));
  expect(await response.json()).toMatchObject({ watermark: 0, verdicts: [{ verdict: 'quarantined', seq: 0 }] });
  expect(await quarantineOf(context, register.journalId)).toEqual([{ seq: null, reason: 'payload-invalid' }]);
});

test('an envelope that fits no schema is kept apart even when it is signed', async () => {
  const register = await enrolTestRegister(shop.server);
  const answer = await register.push([register.write({ kind: 'NOT A KIND', payload: {} })]);
  expect(answer).toMatchObject({ watermark: 0, verdicts: [{ verdict: 'quarantined', code: 'payload-invalid' }] });
});
