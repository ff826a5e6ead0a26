import Type, { type Static } from 'typebox';
import { Id, Instant, Text, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** A batch as it stands on a pack (GS1 AI 10 has up to 20 characters; some makers print more). */
export const Batch = Type.String({ minLength: 1, maxLength: 40 });

/** What is not to be sold, and why (`domain/catalog/sale-stop.ts`). */
export const SALE_STOP = {
  stopId: Uuid,
  variantId: Id,
  /** Missing: every batch. */
  batch: Type.Optional(Batch),
  kind: Type.Union([Type.Literal('stop'), Type.Literal('recall')]),
  reason: Text,
};

/** `sale-stop.published`, made by the server: a stop, whole, as it is from now on. */
export const SaleStopPublished = Type.Object(
  {
    ...SALE_STOP,
    status: Type.Union([Type.Literal('active'), Type.Literal('lifted')]),
    stoppedAt: Instant,
    stoppedBy: Type.Union([Id, Type.Null()]),
    lifted: Type.Optional(Type.Object({ at: Instant, by: Type.Union([Id, Type.Null()]) }, strict)),
  },
  strict,
);
export type SaleStopPublished = Static<typeof SaleStopPublished>;
