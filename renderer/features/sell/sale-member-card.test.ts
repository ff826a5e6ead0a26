import { describe, expect, it } from 'vitest';
import { newCardNumber } from '#domain/member/card-number.ts';
import { till } from './testing/sale-till.ts';

const MADE = newCardNumber(new Uint8Array(15).fill(7));
const NOBODYS = newCardNumber(new Uint8Array(15).fill(8));
const members = [
  { memberId: 'm1', name: 'Mel', cardNumber: MADE },
  { memberId: 'm2', name: 'Nia', cardNumber: 'VIP-1001' },
  { memberId: 'm3', name: 'Olu', cardNumber: 'MUG' },
  { memberId: 'm4', name: 'Pia', cardNumber: 'TWO' },
  { memberId: 'm5', name: 'Quin', cardNumber: 'TWO' },
];

describe('a member’s card that is scanned', () => {
  it('puts them on the sale and says who it is, before the first line and after it', async () => {
    const { sale, lines, notice, played } = till({ members });
    expect(await sale.enter(MADE)).toBe(true);
    expect(sale.view.get()).toMatchObject({ memberAhead: 'm1', notice: { params: { name: 'Mel' } } });
    expect([notice(), played.at(-1)]).toEqual(['member-on-sale', 'scan']);
    await sale.enter('MUG');
    expect(sale.view.get().cart?.memberId).toBe('m1');
    await sale.enter('vip-1001');
    expect(sale.view.get().cart?.memberId).toBe('m2');
    expect(lines()).toEqual([['mug', 1, 500]]);
  });

  it('is never taken for a product or a receipt, nor is a product’s number for a card', async () => {
    const { sale, lines, notice, receipts } = till({ members });
    await sale.enter(NOBODYS);
    expect([notice(), lines()]).toEqual(['member-card-unknown', []]);
    await sale.enter('VIP-1001');
    expect(receipts).toEqual([]);
    await sale.enter('MUG');
    expect(lines()).toEqual([['mug', 1, 500]]);
    expect(sale.view.get().cart?.memberId).toBe('m2');
    await sale.enter('VIP-1002');
    expect(receipts).toEqual(['VIP-1002']);
  });

  it('names nobody where two have the same, and changes nothing while the cart is paid', async () => {
    const { sale, notice } = till({ members });
    await sale.enter('TWO');
    expect([notice(), sale.view.get().memberAhead]).toEqual(['member-card-shared', null]);
    await sale.enter('MUG');
    sale.lock(true);
    expect(await sale.enter(MADE)).toBe(false);
    expect([notice(), sale.view.get().cart?.memberId]).toEqual(['scan-while-paying', undefined]);
  });

  it('is read as it was meant where a keyboard layout garbled it', async () => {
    const { sale } = till({ members });
    // A US scanner on a French keyboard: digits without Shift, and M beside L.
    const french: Record<string, string> = {
      M: '?',
      '0': 'à',
      '1': '&',
      '2': 'é',
      '3': '"',
      '4': "'",
      '5': '(',
      '6': '-',
      '7': 'è',
      '8': '_',
      '9': 'ç',
    };
    const text = [...MADE].map((char) => french[char] ?? char).join('');
    expect(await sale.enter({ text, symbology: null, atMs: 0 })).toBe(true);
    expect(sale.view.get().memberAhead).toBe('m1');
  });
});
