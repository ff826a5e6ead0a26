import type { StoreSettings } from '#contracts/views/register-config.ts';
import { type StorePolicy, storePolicy } from '#contracts/views/store-policy.ts';
import { type Fields, spreadFields } from '#renderer/features/saving/fields.ts';

/** A store's settings with nothing left to a default, as a form edits them. */
export type StoreDraft = StoreSettings & { [K in keyof StorePolicy]-?: NonNullable<StoreSettings[K]> };

const POLICY = [
  'tenders',
  'cashRoundingHalves',
  'inStoreLayouts',
  'returns',
  'session',
  'receipts',
  'overrideReasons',
  'exemptReasons',
  'abandonReasons',
  'tares',
] as const satisfies readonly (keyof StorePolicy)[];

/** Settings whose entries are fields of their own where two people changed them, the inner ones last. */
const SPREAD = ['returns', 'session', 'receipts', 'reasonNames', 'session.reasons'] as const;

export function draftOf(store: StoreSettings): StoreDraft {
  return structuredClone({ ...store, ...storePolicy(store) }) as StoreDraft;
}

/** What was entered as it is published: what the store had left to a default, and still is that, stays left to it. */
export function storeOf(draft: StoreDraft, before: StoreSettings): StoreSettings {
  const store: StoreSettings = trimmed(draft);
  for (const key of POLICY) {
    if (before[key] === undefined && isSame(draft[key], defaultOf(store, key))) delete store[key];
  }
  if (!store.legalName) delete store.legalName;
  if (!store.postage) delete store.postage;
  if (store.reasonNames && Object.keys(store.reasonNames).length === 0) delete store.reasonNames;
  return store;
}

/** The default that a store would have for something that it left out. */
function defaultOf(store: StoreSettings, key: keyof StorePolicy): unknown {
  const { [key]: _, ...rest } = store;
  return storePolicy(rest)[key];
}

/** Lines that say nothing are no lines. */
function trimmed(draft: StoreDraft): StoreSettings {
  const lines = (texts: readonly string[]): string[] => texts.map((text) => text.trim()).filter((text) => text !== '');
  return {
    ...draft,
    name: draft.name.trim(),
    ...(draft.legalName === undefined ? {} : { legalName: draft.legalName.trim() }),
    taxNumber: draft.taxNumber.trim(),
    address: lines(draft.address),
    receiptFooter: lines(draft.receiptFooter),
    receipts: { ...draft.receipts, header: lines(draft.receipts.header) },
  };
}

/** Settings field by field, to lay two people's changes beside each other: `receipts.header`, `session.reasons.cashIn`. */
export function storeFields(store: StoreSettings): Fields {
  const { demo: _, storeId: __, locationId: ___, ...rest } = draftOf(store);
  return SPREAD.reduce<Fields>((fields, part) => spreadFields(fields, [part]), rest);
}

/** Fields put together again, with what no form shows. */
export function storeFrom(fields: Fields, { storeId, locationId, demo }: StoreSettings): unknown {
  const whole: Record<string, unknown> = { storeId, locationId, demo };
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const spread = SPREAD.findLast((part) => field.startsWith(`${part}.`));
    if (!spread) whole[field] = value;
    else entriesAt(whole, spread.split('.'))[field.slice(spread.length + 1)] = value;
  }
  return whole;
}

function entriesAt(whole: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  return path.reduce((parent, part) => {
    const entries = (parent[part] ?? {}) as Record<string, unknown>;
    parent[part] = entries;
    return entries;
  }, whole);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
