import { expect, it } from 'vitest';
import { draftPictures, moved, pictureRefs } from './draft-picture.ts';

const refs = [{ hash: 'a', alt: { en: 'Front' } }, { hash: 'b' }, { hash: 'c' }];
const order = (drafts: readonly { hash: string }[]) => drafts.map(({ hash }) => hash).join('');

it('pictures go through a form as they are, with the words that were typed', () => {
  expect(pictureRefs(draftPictures(refs))).toEqual(refs);
  expect(draftPictures()).toEqual([]);
  expect(pictureRefs([{ hash: 'a', alt: { en: ' Side ', 'zh-CN': ' ' } }])).toEqual([
    { hash: 'a', alt: { en: 'Side' } },
  ]);
});

it('a picture is moved within the list and never out of it', () => {
  const drafts = draftPictures(refs);
  expect([order(moved(drafts, 'a', 1)), order(moved(drafts, 'c', -1)), order(moved(drafts, 'b', 1))]).toEqual([
    'bac',
    'acb',
    'acb',
  ]);
  for (const still of [moved(drafts, 'a', -1), moved(drafts, 'c', 1), moved(drafts, 'x', 1)])
    expect(still).toBe(drafts);
});
