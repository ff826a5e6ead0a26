import type { DraftField, ProductDraft } from './product-draft.ts';

/** What every part of the form works on. */
export interface SectionProps {
  draft: ProductDraft;
  /** What is wrong with a field, in words; null where nothing is, or nobody has tried to save yet. */
  wrong: (field: DraftField) => string | null;
  edit: (change: Partial<ProductDraft>) => void;
}

/** What a form begins with. */
export interface ProductSeed {
  gtin?: string | undefined;
  name?: string | undefined;
  categoryId?: string | undefined;
  /** Minor units, in the register's own store. */
  price?: number | undefined;
  /** A photo a till took of it: a data URL. */
  photo?: string | undefined;
}
