import type { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import { UNIT_SCALE, type Unit } from '#domain/catalog/variant.ts';

type Item = SupplierPublished['items'][number];

/** What a supplier sells, as it is entered; null is nothing that can be read. */
export interface ItemDraft {
  variantId: string;
  supplierSku: string;
  packSize: number | null;
  minimumQuantity: number | null;
  packCost: number | null;
}

/** A supplier as far as it is entered. */
export interface SupplierDraft {
  name: string;
  email: string;
  leadTimeDays: number | null;
  /** How it is ordered from; null is as usual. The service level is in hundredths of a percent. */
  reviewDays: number | null;
  coverDays: number | null;
  serviceLevel: number | null;
  /** Null for no minimum. */
  minimumOrder: number | null;
  archived: boolean;
  items: readonly ItemDraft[];
}

/** What of a supplier cannot be saved as it is entered. */
export type SupplierWrong = 'name' | 'email' | 'lead-time' | 'terms' | 'items';

const LEAD_TIME_MAX = 365;
/** Hundredths of a percent. */
const [SERVICE_MIN, SERVICE_MAX] = [50_00, 99_99];
const PPM_OF_HUNDREDTH = 100;
const NO_TERMS = { reviewDays: null, coverDays: null, serviceLevel: null };
/** As many products, and as much of one in a pack, as a supplier may have (`contracts/facts/stock-facts.ts`). */
export const ITEMS_MAX = 5000;
export const QUANTITY_MAX = 1_000_000_000;
const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

export function supplierDraft(supplier: SupplierPublished | null): SupplierDraft {
  if (!supplier) {
    return { name: '', email: '', leadTimeDays: 7, ...NO_TERMS, minimumOrder: null, archived: false, items: [] };
  }
  const { name, email = '', leadTimeDays, minimumOrder = null, status, items } = supplier;
  const entered = items.map((item) => ({ ...item, supplierSku: item.supplierSku ?? '' }));
  const { reviewDays = null, coverDays = null, serviceLevelPpm } = supplier;
  const serviceLevel = serviceLevelPpm === undefined ? null : Math.round(serviceLevelPpm / PPM_OF_HUNDREDTH);
  const terms = { leadTimeDays, reviewDays, coverDays, serviceLevel };
  return { name, email, ...terms, minimumOrder, archived: status === 'archived', items: entered };
}

/** One more product that the supplier sells, one by one and for a price that is to be said; the same stays as it is. */
export function addItem(draft: SupplierDraft, { variantId, unit }: { variantId: string; unit: Unit }): SupplierDraft {
  if (draft.items.some((item) => item.variantId === variantId)) return draft;
  const item = { variantId, supplierSku: '', packSize: UNIT_SCALE[unit], minimumQuantity: 0, packCost: null };
  return { ...draft, items: [item, ...draft.items] };
}

/** How many decimals a quantity of a unit has. */
export function unitDigits(unit: Unit): number {
  return String(UNIT_SCALE[unit]).length - 1;
}

export function setItem(draft: SupplierDraft, variantId: string, change: Partial<ItemDraft>): SupplierDraft {
  return { ...draft, items: draft.items.map((item) => (item.variantId === variantId ? { ...item, ...change } : item)) };
}

export function dropItem(draft: SupplierDraft, variantId: string): SupplierDraft {
  return { ...draft, items: draft.items.filter((item) => item.variantId !== variantId) };
}

/** The supplier that was entered, or what of it cannot be read. */
export function supplierOf(
  draft: SupplierDraft,
  supplierId: string,
): { ok: true; supplier: SupplierPublished } | { ok: false; wrong: SupplierWrong[] } {
  const [name, email] = [draft.name.trim(), draft.email.trim()];
  const { leadTimeDays, reviewDays, coverDays, serviceLevel, minimumOrder, archived } = draft;
  const items = draft.items.flatMap((item) => readItem(item) ?? []);
  const isLead = leadTimeDays !== null && leadTimeDays <= LEAD_TIME_MAX;
  const wrong: SupplierWrong[] = [
    ...(name === '' ? ['name' as const] : []),
    ...(email === '' || EMAIL.test(email) ? [] : ['email' as const]),
    ...(isLead ? [] : ['lead-time' as const]),
    ...(areTerms(draft) ? [] : ['terms' as const]),
    ...(items.length === draft.items.length ? [] : ['items' as const]),
  ];
  if (wrong.length > 0 || leadTimeDays === null) return { ok: false, wrong };
  const supplier: SupplierPublished = {
    supplierId,
    name,
    ...(email === '' ? {} : { email }),
    leadTimeDays,
    ...(reviewDays === null ? {} : { reviewDays }),
    ...(coverDays === null ? {} : { coverDays }),
    ...(serviceLevel === null ? {} : { serviceLevelPpm: serviceLevel * PPM_OF_HUNDREDTH }),
    ...(minimumOrder ? { minimumOrder } : {}),
    items,
    status: archived ? 'archived' : 'active',
  };
  return { ok: true, supplier };
}

function areTerms({ reviewDays, coverDays, serviceLevel }: SupplierDraft): boolean {
  const isService = serviceLevel === null || (serviceLevel >= SERVICE_MIN && serviceLevel <= SERVICE_MAX);
  return isService && (reviewDays ?? 0) <= LEAD_TIME_MAX && (coverDays ?? 0) <= LEAD_TIME_MAX;
}

/** An item as it is saved; null where it cannot be read. */
export function readItem({ variantId, supplierSku, packSize, minimumQuantity, packCost }: ItemDraft): Item | null {
  if (packSize === null || minimumQuantity === null || packCost === null) return null;
  if (packSize < 1 || packSize > QUANTITY_MAX) return null;
  const sku = supplierSku.trim();
  return { variantId, ...(sku === '' ? {} : { supplierSku: sku }), packSize, minimumQuantity, packCost };
}
