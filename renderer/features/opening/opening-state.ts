import Type, { type Static } from 'typebox';
import { parseJson } from '#contracts/schema.ts';
import { createStore, type ExternalStore } from '#renderer/app/external-store.ts';
import { ProductEntry, ROWS_MAX } from './first-products.ts';
import { ShopDraft } from './shop-draft.ts';

/** What is entered before there is a shop, in order. */
export const SHOP_STEPS = ['country', 'business', 'taxes', 'cash', 'owner'] as const;
export type ShopStep = (typeof SHOP_STEPS)[number];
/** What is done in the shop once it is open; each may wait. */
export const GUIDE_STEPS = ['printer', 'products', 'float'] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

const Step = Type.Union([
  Type.Literal('country'),
  Type.Literal('business'),
  Type.Literal('taxes'),
  Type.Literal('cash'),
  Type.Literal('owner'),
]);
const Guide = Type.Union([Type.Literal('printer'), Type.Literal('products'), Type.Literal('float')]);

const Opening = Type.Object(
  {
    /** `asked`: the server was asked to open it, and may have. `list`: what was put off is offered on the sell screen. */
    phase: Type.Union([
      Type.Literal('draft'),
      Type.Literal('asked'),
      Type.Literal('guide'),
      Type.Literal('list'),
      Type.Literal('over'),
    ]),
    draft: Type.Union([ShopDraft, Type.Null()]),
    step: Step,
    guide: Guide,
    done: Type.Array(Guide),
    /** First products as typed, until they are made. */
    products: Type.Array(ProductEntry, { maxItems: ROWS_MAX }),
  },
  { additionalProperties: false },
);
export type Opening = Static<typeof Opening>;

const KEY = 'omnitill-opening';
const BEGINNING: Opening = { phase: 'draft', draft: null, step: 'country', guide: 'printer', done: [], products: [] };

/** How far opening a shop is on this machine, kept over a reload or a kill; the owner's PIN never is. */
export function createOpening(storage: Pick<Storage, 'getItem' | 'setItem'>): ExternalStore<Opening> {
  const kept = parseJson(Opening, storage.getItem(KEY) ?? 'null');
  const store = createStore<Opening>(kept.ok ? kept.value : BEGINNING);
  store.subscribe(() => storage.setItem(KEY, JSON.stringify(store.get())));
  return store;
}

let shared: ExternalStore<Opening> | null = null;

/** The one of this window. */
export function openingStore(): ExternalStore<Opening> {
  shared ??= createOpening(localStorage);
  return shared;
}

/** The guide after a step was done or put off: the next one, or the sell screen, where what was put off is listed. */
export function afterGuideStep(opening: Opening, step: GuideStep, isDone: boolean): Opening {
  const done = isDone ? [...new Set([...opening.done, step])] : opening.done;
  const next = GUIDE_STEPS[GUIDE_STEPS.indexOf(step) + 1];
  if (next) return { ...opening, phase: 'guide', guide: next, done };
  return { ...opening, phase: 'list', done };
}
