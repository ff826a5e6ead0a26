import { returningCsvText } from '#contracts/csv/write-csv.ts';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import {
  nameTags,
  type RecordsRead,
  readChoice,
  readNames,
  readRecordsCsv,
  readText,
} from '#renderer/features/many/read-records-csv.ts';
import type { CatalogueCategory } from './category-merge.ts';

/** Characters, as in the form. */
const NAME_MAX = 500;

/** Categories as `readCategoryCsv` reads them. */
export function categoryCsv(categories: readonly CategoryListAnswer['categories'][number][]): string {
  const tags = nameTags(categories.map(({ category }) => category));
  const lines = categories.map(({ category: { categoryId, name, names, taxCategory } }) => [
    categoryId,
    name,
    ...tags.map((tag) => names?.[tag] ?? ''),
    taxCategory ?? '',
  ]);
  return returningCsvText([['id', 'name', ...tags.map((tag) => `name:${tag}`), 'tax'], ...lines]);
}

/**
 * Reads categories from a CSV with a column `name` and any of `id`, `name:<language>`, `tax`; what a line leaves empty stays, as do
 * pictures.
 */
export function readCategoryCsv(
  bytes: Uint8Array,
  { categories, taxCategories }: Pick<CategoryListAnswer, 'categories' | 'taxCategories'>,
  newId: () => string,
): RecordsRead<CatalogueCategory> {
  const listed = categories.map(({ category: one, revision }) => ({
    id: one.categoryId,
    name: one.name,
    revision,
    archived: false,
    one,
  }));
  return readRecordsCsv<CatalogueCategory>(bytes, listed, (line, before) => {
    const name = readText(line, 'name', NAME_MAX);
    if (!name.ok) return name;
    const names = readNames(line, before?.names, NAME_MAX);
    if (!names.ok) return names;
    const standing = before?.taxCategory ?? '';
    const tax = line.of('tax') === standing ? null : readChoice(line, 'tax', taxCategories, standing);
    if (tax && !tax.ok) return tax;
    const taxCategory = tax ? tax.value : standing;
    const after: CatalogueCategory = {
      categoryId: before?.categoryId ?? newId(),
      name: name.value,
      ...names.value,
      ...(taxCategory === '' ? {} : { taxCategory }),
      ...(before?.picture ? { picture: before.picture } : {}),
    };
    return { ok: true, value: after };
  });
}
