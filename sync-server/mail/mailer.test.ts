import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { takeDue } from '#sync-server/mail/mail-queue.ts';
import { openTestInbox } from '#tests/fixtures/test-inbox.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const shop = openTestServer();
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function openInbox(answers?: (number | null)[]) {
  const inbox = await openTestInbox(shop.server.context, answers);
  closers.push(inbox.close);
  return inbox;
}

async function sellByMail(register: TestRegister, { form = 'receipt' as 'receipt' | 'gift', copy = 0 } = {}) {
  const [orderId, addressId] = [randomUUID(), randomUUID()];
  const product = await productOf(shop.server, 'P3', 2);
  await register.push([
    register.sale([product], { id: orderId }),
    register.fact('receipt.issued', { orderId, how: 'e-mailed', copy, addressId, form }),
  ]);
  return { orderId, addressId };
}

async function queueOf(register: TestRegister) {
  return shop.server.context.db
    .selectFrom('mail')
    .select(['status', 'attempts', 'last_error'])
    .where('journal_id', '=', register.journalId)
    .execute();
}

const plain = (text: string) =>
  text
    .replace(/=\r\n/g, '')
    .replace(/=C2=A3/g, '£')
    .replace(/=C3=97/g, '×');

test('off until configured, and says so; what was asked for waits', async () => {
  const health = await (await fetch(`${shop.server.url}/health`)).json();
  expect(health.mail).toBe('off');
  const register = await enrolTestRegister(shop.server);
  await sellByMail(register);
  expect(await queueOf(register)).toEqual([{ status: 'waiting', attempts: 0, last_error: null }]);
});

test('a receipt waits for its address, is sent once, as text and HTML', async () => {
  const { received, mailer } = await openInbox();
  const register = await enrolTestRegister(shop.server);
  const { addressId } = await sellByMail(register);
  await mailer.sendDue();
  expect(received).toEqual([]);
  expect(await queueOf(register)).toMatchObject([{ status: 'waiting', attempts: 1 }]);
  await register.send('PUT', `/vault/${addressId}`, { text: 'li@example.com' });
  await mailer.sendDue();
  expect(received).toEqual([]);
  shop.clock.advance(60_000);
  await mailer.sendDue();
  await mailer.sendDue();
  expect(received).toHaveLength(1);
  expect(received[0]?.to).toEqual(['li@example.com']);
  const text = plain(received[0]?.text ?? '');
  expect(text).toContain('From: Shop <shop@example.com>');
  expect(text).toContain(`${register.receiptSeries}-1`);
  expect(text).toContain('2 × Product P3  £6.00');
  expect(text).toContain('<td');
  expect(await queueOf(register)).toMatchObject([{ status: 'sent', attempts: 2, last_error: null }]);
});

test('refused for now it is tried again, later each time; refused for good it is given up', async () => {
  const { received, mailer } = await openInbox([451, 451, null]);
  const register = await enrolTestRegister(shop.server);
  const { addressId } = await sellByMail(register);
  await register.send('PUT', `/vault/${addressId}`, { text: 'li@example.com' });
  await mailer.sendDue();
  shop.clock.advance(60_000);
  await mailer.sendDue();
  expect(await queueOf(register)).toMatchObject([{ status: 'waiting', attempts: 2 }]);
  shop.clock.advance(60_000);
  await mailer.sendDue();
  expect(received).toHaveLength(0);
  shop.clock.advance(60_000);
  await mailer.sendDue();
  expect(received).toHaveLength(1);

  const final = await openInbox([550]);
  const other = await enrolTestRegister(shop.server);
  const { addressId: wrong } = await sellByMail(other);
  await other.send('PUT', `/vault/${wrong}`, { text: 'gone@example.com' });
  await final.mailer.sendDue();
  expect(await queueOf(other)).toMatchObject([{ status: 'failed', attempts: 1 }]);
});

test('an attempt that was cut short is taken up again', async () => {
  const register = await enrolTestRegister(shop.server);
  const { addressId } = await sellByMail(register, { copy: 1 });
  await register.send('PUT', `/vault/${addressId}`, { text: 'li@example.com' });
  const { context } = shop.server;
  expect((await takeDue(context.db, context.now(), 100)).length).toBeGreaterThan(0);
  expect(await takeDue(context.db, context.now(), 100)).toEqual([]);
  const { received, mailer } = await openInbox();
  shop.clock.advance(5 * 60_000);
  await mailer.sendDue();
  const own = received.find(({ text }) => text.includes(`${register.receiptSeries}-1`));
  expect(own?.text).toContain('COPY');
});

test('what is no address reaches no mail server, and a gift receipt shows no price', async () => {
  const { received, mailer } = await openInbox();
  const register = await enrolTestRegister(shop.server);
  const bad = await sellByMail(register);
  await register.send('PUT', `/vault/${bad.addressId}`, { text: 'a@example.com, b@example.com' });
  const gift = await sellByMail(register, { form: 'gift' });
  await register.send('PUT', `/vault/${gift.addressId}`, { text: 'li@example.com' });
  await mailer.sendDue();
  expect((await queueOf(register)).map(({ status }) => status).sort()).toEqual(['failed', 'sent']);
  expect(received).toHaveLength(1);
  expect(plain(received[0]?.text ?? '')).not.toContain('£');
});
