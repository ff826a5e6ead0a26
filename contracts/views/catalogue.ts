import Type from 'typebox';
import { VariantQuantity } from '#contracts/facts/order-completed.ts';
import { Id, Names, PositiveInteger, Sha256, Text, Unit } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** A picture that the server keeps, by the SHA-256 of its bytes; `alt` says in words what it shows, by language. */
export const PictureRef = Type.Object({ hash: Sha256, alt: Type.Optional(Names) }, strict);
/** Most pictures of one variant. */
export const PICTURES_MAX = 10;

export const PublishedCategory = Type.Object(
  {
    categoryId: Id,
    name: Text,
    names: Type.Optional(Names),
    taxCategory: Type.Optional(Id),
    /** Stands on its tile. */
    picture: Type.Optional(PictureRef),
  },
  strict,
);

export const PublishedRules = Type.Object(
  {
    productName: Type.Optional(Text),
    options: Type.Optional(Names),
    openPrice: Type.Optional(Type.Boolean()),
    service: Type.Optional(Type.Boolean()),
    parts: Type.Optional(Type.Array(VariantQuantity, { maxItems: 100 })),
    linked: Type.Optional(Type.Array(VariantQuantity, { maxItems: 10 })),
    serialised: Type.Optional(Type.Boolean()),
    minimumAge: Type.Optional(PositiveInteger),
    plu: Type.Optional(Type.String({ pattern: '^\\d{1,10}$' })),
    undiscountable: Type.Optional(Type.Boolean()),
    unreturnable: Type.Optional(Type.Boolean()),
    storedValue: Type.Optional(Type.Literal('gift-card')),
  },
  strict,
);

/** Grams, millilitres, millimetres or pieces. */
export const NetContent = Type.Object(
  {
    quantity: PositiveInteger,
    unit: Type.Union([Type.Literal('g'), Type.Literal('ml'), Type.Literal('mm'), Type.Literal('each')]),
  },
  strict,
);

/** A variant as published and as a catalogue page holds it. */
export const PublishedVariant = Type.Object(
  {
    variantId: Id,
    productId: Id,
    sku: Text,
    name: Text,
    names: Type.Optional(Names),
    gtins: Type.Array(Type.String({ pattern: '^\\d{14}$' }), { maxItems: 20 }),
    categoryId: Id,
    unit: Unit,
    taxCategory: Id,
    rules: Type.Optional(PublishedRules),
    /** Out of the assortment: neither offered nor found, but known, so that what was sold of it can come back. */
    archived: Type.Optional(Type.Literal(true)),
    /** By language. */
    descriptions: Type.Optional(Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 5000 }))),
    /** What one piece holds, for the price per kilogram or litre (Directive 98/6/EC, article 3). */
    netContent: Type.Optional(NetContent),
    /** In the order in which they are shown; the first stands on its tile. A catalogue page holds the first alone. */
    pictures: Type.Optional(Type.Array(PictureRef, { minItems: 1, maxItems: PICTURES_MAX })),
  },
  strict,
);
