import Type, { type Static } from 'typebox';
import { BusinessDate, Id, Instant, Sha256, Uuid } from '#contracts/schema.ts';
import type { Envelope as DomainEnvelope } from '#domain/journal/envelope.ts';

/** A fact's envelope with any payload. A fact of a kind or version not known here is still stored, and applied after an upgrade. */
export const Envelope = Type.Object(
  {
    id: Uuid,
    kind: Type.String({ pattern: '^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$', maxLength: 64 }),
    training: Type.Optional(Type.Literal(true)),
    version: Type.Integer({ minimum: 1, maximum: 65_535 }),
    storeId: Id,
    registerId: Id,
    journalId: Uuid,
    seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    at: Instant,
    businessDate: BusinessDate,
    operatorId: Type.Union([Id, Type.Null()]),
    prev: Sha256,
    payload: Type.Unknown(),
  },
  { additionalProperties: false },
);

/** What a window asks the host to journal; the host adds the rest of the envelope (and a receipt number where the kind has one). */
export const FactDraft = Type.Object(
  {
    id: Uuid,
    kind: Type.String(),
    version: Type.Integer({ minimum: 1 }),
    payload: Type.Unknown(),
  },
  { additionalProperties: false },
);
export type FactDraft = Static<typeof FactDraft>;

export type Fact<Payload = unknown> = DomainEnvelope<Payload>;
