import Type, { type Static } from 'typebox';
import { BusinessDate, Count, Id, Instant, PositiveInteger, Quantity, Uuid, WholeAmount } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** A line of work with goods; quantities in smallest units, never negative: the work says which way they go. */
const DraftLine = Type.Object(
  {
    lineId: Uuid,
    variantId: Id,
    quantity: Count,
    /** Arrived as well, and does not go on the shelf. */
    damaged: Count,
    /** What papers say should come; null where nothing is said. */
    expected: Type.Union([Count, Type.Null()]),
    /** What the order says a pack costs, and how many smallest units it holds. */
    pack: Type.Optional(Type.Object({ size: Quantity, cost: WholeAmount }, strict)),
    /** What all of it costs, or what is given for it; null where nobody said. */
    cost: Type.Union([Count, Type.Null()]),
    batch: Type.String({ maxLength: 20 }),
    expiry: Type.Union([BusinessDate, Type.Literal('')]),
    /** Where within the location; missing where nobody said. */
    placeId: Type.Optional(Id),
    /** Whether the product had batches or expiries before; missing while that was not asked. */
    hadLots: Type.Optional(Type.Boolean()),
  },
  strict,
);

const Named = Type.Object({ id: Id, name: Type.String() }, strict);

export const WORK_KINDS = ['receive', 'adjust', 'send', 'accept', 'return'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** Work with goods as far as it is done, as kept on this machine: a crash or a break loses nothing of it. */
export const StockDraft = Type.Object(
  {
    /** Also the id of the fact that it becomes: told twice, it counts once. */
    draftId: Uuid,
    kind: Type.Union([
      Type.Literal('receive'),
      Type.Literal('adjust'),
      Type.Literal('send'),
      Type.Literal('accept'),
      Type.Literal('return'),
    ]),
    operatorId: Id,
    startedAt: Instant,
    step: Type.Union([Type.Literal('lines'), Type.Literal('review')]),
    /** In the order in which they are shown. */
    lines: Type.Array(DraftLine, { maxItems: 1000 }),
    /** The line that keys act on. */
    chosen: Type.Union([Uuid, Type.Null()]),
    reason: Type.Union([Id, Type.Null()]),
    /** Which way an adjustment goes. */
    sign: Type.Union([Type.Literal(1), Type.Literal(-1)]),
    supplier: Type.Union([Named, Type.Null()]),
    order: Type.Union([Type.Object({ id: Id, number: PositiveInteger }, strict), Type.Null()]),
    deliveryNote: Type.String({ maxLength: 60 }),
    /** Where goods go to, or come from. */
    location: Type.Union([Named, Type.Null()]),
    transferId: Type.Union([Uuid, Type.Null()]),
    /** Whether what was sent is known, so that what is missing is too. */
    sentKnown: Type.Boolean(),
    /** Whether nothing more is to come; null until somebody said. */
    complete: Type.Union([Type.Boolean(), Type.Null()]),
    note: Type.String({ maxLength: 500 }),
    noteId: Uuid,
    /** The host was asked to journal it; whether it did may not be known yet. */
    asked: Type.Boolean(),
  },
  strict,
);

export type DraftLine = Static<typeof DraftLine>;
export type StockDraft = Static<typeof StockDraft>;

export interface NewDraft {
  kind: WorkKind;
  operatorId: string;
  startedAt: string;
  newId: () => string;
}

/** Work that begins. */
export function newDraft({ kind, operatorId, startedAt, newId }: NewDraft, more: Partial<StockDraft> = {}): StockDraft {
  return {
    draftId: newId(),
    kind,
    operatorId,
    startedAt,
    step: 'lines',
    lines: [],
    chosen: more.lines?.[0]?.lineId ?? null,
    reason: null,
    sign: -1,
    supplier: null,
    order: null,
    deliveryNote: '',
    location: null,
    transferId: kind === 'send' ? newId() : null,
    sentKnown: false,
    complete: null,
    note: '',
    noteId: newId(),
    asked: false,
    ...more,
  };
}
