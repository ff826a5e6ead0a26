import type { ProductListRow } from '#contracts/http/catalogue.ts';
import { parse } from '#contracts/schema.ts';
import { NetContent } from '#contracts/views/catalogue.ts';
import type { Unit, VariantQuantity } from '#domain/catalog/variant.ts';
import { type DraftPicture, draftPictures, pictureRefs } from '#renderer/features/pictures/draft-picture.ts';
import type { CatalogueVariant } from './variant-fields.ts';

export const SWITCHES = ['openPrice', 'service', 'serialised', 'undiscountable', 'unreturnable'] as const;
export type Switch = (typeof SWITCHES)[number];
export const NET_UNITS = ['g', 'ml', 'mm', 'each'] as const;
export type NetUnit = (typeof NET_UNITS)[number];

/** A product as a form holds it: numbers as typed, nothing missing. */
export interface ProductDraft {
  variantId: string;
  productId: string;
  name: string;
  names: Record<string, string>;
  descriptions: Record<string, string>;
  pictures: readonly DraftPicture[];
  sku: string;
  gtins: string[];
  plu: string;
  categoryId: string;
  /** The name of one that is not there yet; taken while `categoryId` is empty. */
  newCategory: string;
  unit: Unit;
  net: string;
  netUnit: NetUnit;
  taxCategory: string;
  minimumAge: string;
  switches: Record<Switch, boolean>;
  giftCard: boolean;
  productName: string;
  options: Record<string, string>;
  parts: VariantQuantity[];
  linked: VariantQuantity[];
  archived: boolean;
}

export type DraftField = 'name' | 'sku' | 'category' | 'tax' | 'net' | 'minimumAge' | 'plu' | 'productName' | 'options';

export function emptyDraft(variantId: string, productId: string, taxCategory: string): ProductDraft {
  return {
    variantId,
    productId,
    name: '',
    names: {},
    descriptions: {},
    pictures: [],
    sku: '',
    gtins: [],
    plu: '',
    categoryId: '',
    newCategory: '',
    unit: 'each',
    net: '',
    netUnit: 'g',
    taxCategory,
    minimumAge: '',
    switches: { openPrice: false, service: false, serialised: false, undiscountable: false, unreturnable: false },
    giftCard: false,
    productName: '',
    options: {},
    parts: [],
    linked: [],
    archived: false,
  };
}

export function draftOf({ variant }: Pick<ProductListRow, 'variant'>): ProductDraft {
  const { rules = {}, netContent } = variant;
  const empty = emptyDraft(variant.variantId, variant.productId, variant.taxCategory);
  return {
    ...empty,
    name: variant.name,
    names: { ...variant.names },
    descriptions: { ...variant.descriptions },
    pictures: draftPictures(variant.pictures),
    sku: variant.sku,
    gtins: [...variant.gtins],
    plu: rules.plu ?? '',
    categoryId: variant.categoryId,
    unit: variant.unit,
    net: netContent ? String(netContent.quantity) : '',
    netUnit: netContent?.unit ?? empty.netUnit,
    minimumAge: rules.minimumAge === undefined ? '' : String(rules.minimumAge),
    switches: Object.fromEntries(SWITCHES.map((one) => [one, rules[one] === true])) as Record<Switch, boolean>,
    giftCard: rules.storedValue === 'gift-card',
    productName: rules.productName ?? '',
    options: { ...rules.options },
    parts: [...(rules.parts ?? [])],
    linked: [...(rules.linked ?? [])],
    archived: variant.archived === true,
  };
}

/** Fields that keep a draft from being saved. */
export function faultsOf(draft: ProductDraft): DraftField[] {
  const faults: DraftField[] = [];
  const isNumber = (text: string, most: number) => /^[1-9]\d*$/.test(text.trim()) && Number(text) <= most;
  if (draft.name.trim() === '') faults.push('name');
  if (draft.sku.trim() === '') faults.push('sku');
  if (draft.categoryId === '' && draft.newCategory.trim() === '') faults.push('category');
  if (draft.taxCategory === '') faults.push('tax');
  if (draft.net.trim() !== '' && !isNumber(draft.net, 1_000_000_000)) faults.push('net');
  if (draft.minimumAge.trim() !== '' && !isNumber(draft.minimumAge, 99)) faults.push('minimumAge');
  if (draft.plu.trim() !== '' && !/^\d{1,10}$/.test(draft.plu.trim())) faults.push('plu');
  if (Object.keys(draft.options).length > 0 && draft.productName.trim() === '') faults.push('productName');
  return faults;
}

/** The variant of a draft without faults; `categoryId` is its category's, new or not. */
export function variantOfDraft(draft: ProductDraft, categoryId = draft.categoryId): CatalogueVariant {
  const rules = rulesOf(draft);
  const net = parse(NetContent, { quantity: Number(draft.net), unit: draft.netUnit });
  const names = filled(draft.names);
  const descriptions = filled(draft.descriptions);
  return {
    variantId: draft.variantId,
    productId: draft.productId,
    sku: draft.sku.trim(),
    name: draft.name.trim(),
    ...(names ? { names } : {}),
    gtins: draft.gtins,
    categoryId,
    unit: draft.unit,
    taxCategory: draft.taxCategory,
    ...(Object.keys(rules).length > 0 ? { rules } : {}),
    ...(draft.archived ? { archived: true as const } : {}),
    ...(descriptions ? { descriptions } : {}),
    ...(draft.net.trim() !== '' && net.ok ? { netContent: net.value } : {}),
    ...(draft.pictures.length > 0 ? { pictures: pictureRefs(draft.pictures) } : {}),
  };
}

function rulesOf(draft: ProductDraft): NonNullable<CatalogueVariant['rules']> {
  const options = filled(draft.options);
  return {
    ...(draft.productName.trim() === '' ? {} : { productName: draft.productName.trim() }),
    ...(options ? { options } : {}),
    ...Object.fromEntries(SWITCHES.filter((one) => draft.switches[one]).map((one) => [one, true])),
    ...(draft.parts.length > 0 ? { parts: draft.parts } : {}),
    ...(draft.linked.length > 0 ? { linked: draft.linked } : {}),
    ...(draft.minimumAge.trim() === '' ? {} : { minimumAge: Number(draft.minimumAge) }),
    ...(draft.plu.trim() === '' ? {} : { plu: draft.plu.trim().replace(/^0+(?=\d)/, '') }),
    ...(draft.giftCard ? { storedValue: 'gift-card' as const } : {}),
  };
}

function filled(texts: Readonly<Record<string, string>>): Record<string, string> | null {
  const entries = Object.entries(texts)
    .map(([key, text]): [string, string] => [key, text.trim()])
    .filter(([, text]) => text !== '');
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
