import { expect, test } from 'vitest';
import { afterGuideStep, createOpening } from './opening-state.ts';
import { newDraft } from './shop-draft.ts';

function storage(): Pick<Storage, 'getItem' | 'setItem'> & { texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return { texts, getItem: (key) => texts.get(key) ?? null, setItem: (key, text) => void texts.set(key, text) };
}

test('what was entered is there again after a kill; what is damaged begins anew', () => {
  const kept = storage();
  const first = createOpening(kept);
  expect(first.get()).toMatchObject({ phase: 'draft', draft: null, step: 'country' });
  first.update((opening) => ({ ...opening, draft: { ...newDraft('CH', 'de'), name: 'Laden' }, step: 'taxes' }));
  expect(createOpening(kept).get()).toMatchObject({ step: 'taxes', draft: { country: 'CH', name: 'Laden' } });
  for (const key of kept.texts.keys()) kept.setItem(key, '{"phase":"draft"}');
  expect(createOpening(kept).get()).toMatchObject({ draft: null });
});

test('the guide goes on whatever is put off, and lists it at the end', () => {
  let opening = { ...createOpening(storage()).get(), phase: 'guide' as const };
  const put = (isDone: boolean) => {
    const next = afterGuideStep(opening, opening.guide, isDone);
    opening = { ...next, phase: 'guide' };
    return next;
  };
  expect(put(false)).toMatchObject({ phase: 'guide', guide: 'products', done: [] });
  expect(put(true)).toMatchObject({ phase: 'guide', guide: 'float', done: ['products'] });
  expect(put(true)).toMatchObject({ phase: 'list', done: ['products', 'float'] });
});
