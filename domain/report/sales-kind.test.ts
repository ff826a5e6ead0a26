import { expect, test } from 'vitest';
import { salesKind } from './sales-kind.ts';

test.each([
  [{ by: 'day' }, 'receipts'],
  [{ by: 'category' }, 'lines'],
  [{ by: 'hour', product: 'p1' }, 'lines'],
  [{ by: 'operator', tender: 'cash' }, 'payments'],
  [{ by: 'day', tax: 'S 200000' }, 'taxes'],
  [{ by: 'tender', category: 'teas' }, null],
  [{ by: 'tax', tender: 'cash' }, null],
])('%o are amounts of %s', (asked, kind) => expect(salesKind(asked)).toBe(kind));
