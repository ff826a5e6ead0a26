import { describe, expect, it } from 'vitest';
import { HOST_METHODS } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import { testReceipt } from './test-receipt.ts';

const document = testReceipt({
  language: 'en',
  widthMm: 58,
  storeName: 'High Street',
  registerName: 'Till 1',
  at: '22 Nov 2026 10:42',
  words: {
    title: 'Test receipt',
    notSale: 'Nothing was sold',
    register: 'Till',
    item: 'Test item',
    total: 'Total',
    works: 'All set',
  },
  amount: '€12.34',
  devices: [{ name: 'Receipt printer', set: 'Epson TM-T88' }],
});

describe('the test receipt', () => {
  it('is one that the host prints', () => {
    const job = { jobId: '01890a5d-ac96-774b-bcce-b302099a8057', orderId: null, copy: 0, document, drawer: false };
    expect(parse(HOST_METHODS['printer.enqueue'].input, job)).toMatchObject({ ok: true });
  });

  it('says that nothing was sold, and what is set up', () => {
    const text = JSON.stringify(document.blocks);
    for (const words of ['Nothing was sold', 'High Street', 'Epson TM-T88', '4006381333931']) {
      expect(text).toContain(words);
    }
  });
});
