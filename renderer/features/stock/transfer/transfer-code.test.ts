import fc from 'fast-check';
import { expect, it } from 'vitest';
import { code128 } from '#drivers/printer/protocol/code128.ts';
import { readTransfer, transferCode, transferNumber } from './transfer-code.ts';

it('is read back as it was written, by its barcode, its id and its number', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (transferId, other) => {
      expect(readTransfer(transferCode(transferId))).toBe(transferId);
      expect(readTransfer(transferId.toUpperCase())).toBe(transferId);
      fc.pre(transferNumber(other) !== transferNumber(transferId));
      expect(readTransfer(transferNumber(transferId), [other, transferId])).toBe(transferId);
      expect(readTransfer(transferNumber(transferId), [other])).toBeNull();
    }),
  );
});

it('is no transfer where it is a barcode of goods, nothing, or more than an id', () => {
  for (const text of ['4006381333931', '', '9'.repeat(40), 'OT1.x']) expect(readTransfer(text)).toBeNull();
});

it('fits twice as wide bars on 80 mm paper of 576 dots, quiet zones included', () => {
  const bars = code128(transferCode('ffffffff-ffff-7fff-bfff-ffffffffffff'));
  expect(((bars?.modules ?? 999) + 20) * 2).toBeLessThanOrEqual(576);
});
