import { afterEach, describe, expect, it } from 'vitest';
import { startVirtualWallet, type VirtualWallet } from '#drivers/sim/wallet/virtual-wallet.ts';
import { walletFor } from '#drivers/wallet/transport/wallet-for.ts';
import type { Clock } from '#electron/host/clock.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import type { Progress } from './payment-device.ts';
import { walletDevice } from './wallet-device.ts';

/** A clock that moves on whenever somebody waits for it. */
function hastyClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    after(ms, run) {
      const timer = setImmediate(() => {
        now += ms;
        run();
      });
      return () => clearImmediate(timer);
    },
  };
}
const SCANNED = '134567890123456789';
const NOBODY = { references: new Set<string>(), undoing: null };

let open: VirtualWallet[] = [];
afterEach(async () => {
  for (const wallet of open) await wallet.close();
  open = [];
});

async function setUp(behaviour: Parameters<VirtualWallet['setBehaviour']>[0] = {}) {
  const provider = await startVirtualWallet({ port: 0, behaviour });
  open.push(provider);
  const wallet = walletFor(provider.url);
  if (!wallet) throw new Error('no wallet');
  const device = walletDevice(wallet, hastyClock(), () => 'en');
  const shown: Progress[] = [];
  const order = { paymentId: uuid(1), direction: 'sale', amount: 990, currency: 'CNY' } as const;
  return { provider, device, order, shown, watch: (progress: Progress) => void shown.push(progress) };
}

describe('a QR wallet', () => {
  it('shows a code, and is paid when the customer has scanned it', async () => {
    const { provider, device, order, shown } = await setUp({ customer: 'wait' });
    const answer = await device.take(order, (progress) => {
      shown.push(progress);
      provider.act('pay');
    });
    expect(answer).toEqual({
      verdict: 'approved',
      amount: 990,
      tip: 0,
      reference: expect.stringMatching(/^42\d{26}$/),
    });
    expect(shown[0]).toEqual({
      message: 'Let the customer scan the code',
      qr: `wallet://pay/${uuid(1).replaceAll('-', '')}`,
    });
    expect(provider.taken()).toBe(990);
  });

  it('takes what was scanned from the customer, who confirms on the phone (USERPAYING)', async () => {
    const { provider, device, order, shown } = await setUp({ customer: 'wait' });
    const answer = await device.take({ ...order, code: SCANNED }, (progress) => {
      shown.push(progress);
      provider.act('pay');
    });
    expect(answer).toMatchObject({ verdict: 'approved' });
    expect(shown[0]).toEqual({ message: 'The customer confirms on the phone' });
    expect(await device.take({ ...order, paymentId: uuid(2), code: 'nonsense' }, () => {})).toMatchObject({
      verdict: 'declined',
      detail: 'AUTH_CODE_INVALID',
    });
  });

  it('that nobody confirms in time is reversed, and can be paid no more', async () => {
    const { provider, device, order, watch } = await setUp({ customer: 'wait' });
    expect(await device.take({ ...order, code: SCANNED }, watch)).toMatchObject({ verdict: 'declined' });
    expect(provider.act('pay')).toBe(false);
    expect(await device.find(order, NOBODY, watch)).toMatchObject({ verdict: 'declined' });
    expect(provider.taken()).toBe(0);
  });

  it('is given up by the cashier, and refused by the customer', async () => {
    const { provider, device, order } = await setUp({ customer: 'wait' });
    const given = device.take(order, () => void device.cancel(order.paymentId));
    expect(await given).toMatchObject({ verdict: 'declined', message: 'Not paid in time, or given up' });
    provider.setBehaviour({ customer: 'refuse' });
    expect(await device.take({ ...order, paymentId: uuid(2), code: SCANNED }, () => {})).toMatchObject({
      verdict: 'declined',
      message: 'The wallet declined',
    });
  });

  it('whose answers are lost is asked again under the same number, and paid once', async () => {
    const { provider, device, order, watch } = await setUp({ loseAnswers: 2 });
    expect(await device.take(order, watch)).toMatchObject({ verdict: 'approved' });
    expect(provider.taken()).toBe(990);
    expect(await device.take(order, watch)).toMatchObject({ verdict: 'approved' });
    expect(provider.taken()).toBe(990);
  });

  it('with system errors all along is unknown, and found out later; what was not paid by then is closed', async () => {
    const { provider, device, order, watch } = await setUp({ customer: 'wait', systemErrors: 100 });
    expect(await device.take({ ...order, code: SCANNED }, watch)).toMatchObject({ verdict: 'unknown' });
    expect(await device.find(order, NOBODY, watch)).toMatchObject({ verdict: 'unknown' });
    provider.setBehaviour({ systemErrors: 0 });
    expect(await device.find(order, NOBODY, watch)).toMatchObject({ verdict: 'declined' });
    expect(await device.take({ ...order, code: SCANNED }, watch)).toMatchObject({ verdict: 'declined' });
  });

  it('gives money back, and takes a payment back once, also when the answer is lost', async () => {
    const { provider, device, order, watch } = await setUp();
    const paid = await device.take(order, watch);
    if (paid.verdict !== 'approved') throw new Error('not paid');
    const back = { ...order, paymentId: uuid(2), direction: 'refund', amount: 90, original: paid.reference } as const;
    expect(await device.take(back, watch)).toMatchObject({ verdict: 'approved', amount: 90 });
    expect(await device.find(back, NOBODY, watch)).toMatchObject({ verdict: 'approved', amount: 90 });
    expect(await device.take({ ...back, paymentId: uuid(3), amount: 990 }, watch)).toMatchObject({
      verdict: 'declined',
      detail: 'REFUND_AMOUNT_EXCEEDS',
    });
    expect(provider.taken()).toBe(900);
    const second = await device.take({ ...order, paymentId: uuid(4) }, watch);
    if (second.verdict !== 'approved') throw new Error('not paid');
    const other = { ...order, paymentId: uuid(4) };
    const undoing = { ...NOBODY, undoing: second.reference };
    expect(await device.find(other, undoing, watch)).toMatchObject({
      verdict: 'approved',
      reference: second.reference,
    });
    provider.setBehaviour({ loseAnswers: 1 });
    expect(await device.undo(other, second.reference, watch)).toMatchObject({ verdict: 'unknown' });
    expect(await device.find(other, undoing, watch)).toMatchObject({ verdict: 'refunded' });
    expect(provider.taken()).toBe(900);
  });

  it('that is not there is unknown, and does not break', async () => {
    const { provider, device, order, watch } = await setUp();
    await provider.close();
    open = [];
    expect(await device.find(order, NOBODY, watch)).toMatchObject({
      verdict: 'unknown',
      fault: 'terminal-unreachable',
    });
  });
});
