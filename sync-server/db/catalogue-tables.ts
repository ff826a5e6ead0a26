import type { Generated, GeneratedAlways } from 'kysely';
import type { ChangeAnswer } from '#contracts/http/catalogue.ts';
import type { NetContent, PictureRef, Variant, VariantRules } from '#domain/catalog/variant.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

type NameTexts = Record<string, string>;

interface CategoryTable {
  category_id: string;
  name: string;
  names: Json<NameTexts> | null;
  tax_category: string | null;
  picture: Json<PictureRef> | null;
  revision: Generated<number>;
  changed_at: Moment | null;
  changed_by: string | null;
  /** Made of the name, to sort by. */
  name_key: GeneratedAlways<string>;
}

interface VariantTable {
  variant_id: string;
  page: number;
  product_id: string;
  sku: string;
  name: string;
  names: Json<NameTexts> | null;
  gtins: string[];
  category_id: string;
  unit: 'each' | 'kg' | 'm';
  tax_category: string;
  rules: Json<VariantRules> | null;
  revision: Generated<number>;
  changed_at: Moment | null;
  changed_by: string | null;
  archived: Generated<boolean>;
  descriptions: Json<NameTexts> | null;
  net_content: Json<NetContent> | null;
  pictures: Json<PictureRef[]> | null;
  /** Made of the name, to sort by. */
  name_key: GeneratedAlways<string>;
  /** Made of all that a variant is found by. */
  search: GeneratedAlways<string>;
}

interface VariantVersionTable {
  variant_id: string;
  revision: number;
  at: Moment;
  by: string | null;
  variant: Json<Variant>;
}

interface PriceTable {
  store_id: string;
  variant_id: string;
  page: number;
  amount: number;
  version: number;
}

interface PriceHistoryTable {
  store_id: string;
  variant_id: string;
  version: number;
  amount: number;
  published_at: Moment;
  /** When it comes into force; null: when it was published. */
  effective_at: Moment | null;
  published_by: string | null;
  /** Published for an instant that no later publication has looked past yet: not in `price`. */
  ahead: Generated<boolean>;
  withdrawn_at: Moment | null;
  withdrawn_by: string | null;
}

interface CatalogueChangeTable {
  change_id: string;
  answer: Json<ChangeAnswer>;
}

/** What is sold, for how much, and every state and price it was published in. */
export interface CatalogueTables {
  category: CategoryTable;
  variant: VariantTable;
  variant_version: VariantVersionTable;
  price: PriceTable;
  price_history: PriceHistoryTable;
  catalogue_change: CatalogueChangeTable;
}
