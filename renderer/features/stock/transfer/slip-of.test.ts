import { expect, it } from 'vitest';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { createI18n } from '#renderer/app/i18n.ts';
import { draftOf, idMaker } from '#renderer/features/stock/testing/draft.ts';
import { emptyLine } from '#renderer/features/stock/work/draft-lines.ts';
import { slipOf } from './slip-of.ts';
import { readTransfer } from './transfer-code.ts';

const store = {
  name: 'High Street',
  language: 'en-GB',
  timeZone: 'Europe/London',
  currency: { code: 'GBP', digits: 2 },
};

it('says from where to where, what is in it, and by which code it is accepted', () => {
  const newId = idMaker();
  const lines = [
    emptyLine(newId(), 'tea', { quantity: 3, batch: 'A1', expiry: '2027-01-31' }),
    emptyLine(newId(), 'mug'),
  ];
  const draft = draftOf('send', { lines, location: { id: 'market', name: 'Market' } }, newId);
  const config = { store } as unknown as RegisterConfig;
  const at = '2026-11-22T08:15:00.000Z';
  const slip = slipOf({ draft, cards: new Map(), config, operatorName: 'Ada', at, copy: false }, createI18n('en'));
  const rows = slip.blocks.flatMap((block) => (block.kind === 'row' ? [[block.left, block.right]] : []));
  expect(rows).toContainEqual(['From', 'High Street']);
  expect(rows).toContainEqual(['To', 'Market']);
  expect(rows).toContainEqual(['tea', '3']);
  expect(rows.filter(([left]) => left === 'mug')).toEqual([]);
  const codes = slip.blocks.flatMap((block) => (block.kind === 'barcode' ? [block.text] : []));
  expect(codes.map((text) => readTransfer(text))).toEqual([draft.transferId]);
  expect(JSON.stringify(slip.blocks)).toContain('A1 · 2027-01-31');
});
