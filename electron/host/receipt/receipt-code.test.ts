import { describe, expect, it } from 'vitest';
import type { JournalKey } from '#contracts/views/register-config.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import { journalKeys, newRegistration } from '#electron/host/registration.ts';
import { orderDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { receiptCode, verifyReceiptCode } from './receipt-code.ts';

const registration = newRegistration(uuid(0xa));
const { sign } = journalKeys(registration);
const { publicKey } = registration;
const key: JournalKey = {
  journalId: uuid(0xa),
  registerId: 'till-1',
  storeId: 'leeds',
  receiptSeries: 'L1',
  publicKey,
  revoked: false,
};

type Line = { id: string; variantId: string; quantity: number; amount: number; taxes: object[] };

function sold(change: object = {}, lines?: number): Envelope {
  const { kind, version, payload } = orderDraft(uuid(1));
  const receipt = { series: 'L1', number: 41 };
  const order = { receipt, ...(payload as { lines: Line[] }), ...change };
  const [line] = order.lines;
  if (lines) order.lines = Array.from({ length: lines }, (_, n) => ({ ...(line as Line), id: uuid(n) }));
  const where = { storeId: 'leeds', registerId: 'till-1', journalId: uuid(0xa), operatorId: 'ann', prev: '' };
  return {
    id: uuid(1),
    kind,
    version,
    seq: 9,
    at: '2026-11-21T10:00:00.000Z',
    businessDate: '',
    ...where,
    payload: order,
  };
}

describe("a receipt's code", () => {
  it('says what the ticket was, to whoever has the journal’s key', () => {
    const code = receiptCode(sold(), sign);
    expect(code).toMatch(/^OT1\.[\w-]+\.[\w-]{86}$/);
    expect(verifyReceiptCode(`${code}\n`, [{ ...key, journalId: uuid(0xb), publicKey: 'x' }, key])).toEqual({
      ok: true,
      receipt: {
        journalId: uuid(0xa),
        orderId: uuid(1),
        receipt: 'L1-41',
        at: '2026-11-21T10:00:00.000Z',
        currency: 'GBP',
        total: 600,
        lines: [['l1', 'V1', 1, 600]],
      },
    });
  });

  it('has amounts with tax where prices exclude it', () => {
    const verified = verifyReceiptCode(receiptCode(sold({ pricesIncludeTax: false }), sign), [key]);
    expect(verified).toMatchObject({ receipt: { lines: [['l1', 'V1', 1, 700]] } });
  });

  it('stays small enough to print: a long ticket is named without its lines', () => {
    expect(receiptCode(sold({}, 5), sign).length).toBeGreaterThan(600);
    const long = receiptCode(sold({}, 40), sign);
    expect(long.length).toBeLessThan(600);
    expect(verifyReceiptCode(long, [key])).toMatchObject({ ok: true, receipt: { total: 600, lines: [] } });
  });

  it('with any character changed proves nothing', () => {
    const code = receiptCode(sold(), sign);
    for (let at = 0; at < code.length - 1; at++) {
      const changed = code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1);
      expect(verifyReceiptCode(changed, [key]), `at ${at}`).toMatchObject({ fault: { code: 'receipt-code-invalid' } });
    }
  });

  it.each([
    ['of an unknown journal', [{ ...key, journalId: uuid(0xb) }]],
    ['of a revoked key', [{ ...key, revoked: true }]],
    ['of another key', [{ ...key, publicKey: newRegistration(uuid(0xa)).publicKey }]],
    ['of a key that is none', [{ ...key, publicKey: 'AAAA' }]],
  ])('%s proves nothing', (_, keys) => {
    expect(verifyReceiptCode(receiptCode(sold(), sign), keys)).toMatchObject({ ok: false });
  });

  it.each(['', 'OT1', 'OT1..', 'OT2.e30.e30', 'OT1.e30.e30', 'https://example.org'])('is not %j', (text) => {
    expect(verifyReceiptCode(text, [key])).toMatchObject({ fault: { code: 'receipt-code-invalid' } });
  });
});
