import type { TFunction } from 'i18next';
import { v7 as uuid } from 'uuid';
import { categoryWords } from '#renderer/app/category-words.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { nameWords } from '#renderer/features/many/name-words.ts';
import type { RecordKind } from '#renderer/features/many/record-task.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';
import type { CatalogueCategory } from './category-merge.ts';
import { sendChange } from './use-change.ts';

/** How categories of a list are published together; one that was made stays. */
export function categoryKind(t: TFunction, language: string): RecordKind<CatalogueCategory> {
  return {
    keyOf: ({ categoryId }) => categoryId,
    nameOf: ({ name }) => name,
    words: ({ name, names, taxCategory }) => [
      { label: t('products.name'), text: name },
      { label: t('many.names'), text: nameWords(names, language) },
      { label: t('products.categories.tax'), text: taxCategory === undefined ? '' : categoryWords(t, taxCategory) },
    ],
    isSame: isSameValue,
    async publish({ revision, after }) {
      const change = { categories: [{ base: revision, after }], variants: [], prices: [] };
      const ended = await sendChange({ ...change, changeId: uuid() });
      if (ended.end === 'done')
        return { ok: true, revision: ended.revisions[`category/${after.categoryId}`] ?? revision + 1 };
      if (ended.end === 'unsent') {
        if (ended.offline) return { ok: false, offline: true, code: 'offline' };
        return { ok: false, reason: errorWords(t, ended.code).title };
      }
      const [fault] = ended.faults;
      return { ok: false, reason: fault ? errorWords(t, fault.code).title : t('many.changedMeanwhile') };
    },
    withdrawn: () => null,
  };
}
