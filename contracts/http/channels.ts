import Type, { type Static } from 'typebox';
import { ChannelPublished } from '#contracts/facts/channel-facts.ts';
import { Revision } from '#contracts/http/catalogue.ts';
import { Count, Id, Instant, Nullable, PositiveInteger, Text } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** What a shop system is signed in to with; kept sealed, never shown again. */
export const ChannelSecret = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('woocommerce'),
      consumerKey: Text,
      consumerSecret: Text,
      /** That webhooks are signed with. */
      webhookSecret: Text,
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('shopify'),
      accessToken: Text,
      /** The app's client secret, which webhooks are signed with. */
      webhookSecret: Text,
    },
    strict,
  ),
  Type.Object({ kind: Type.Literal('generic'), webhookUrl: Nullable(Type.String()), webhookSecret: Text }, strict),
]);
export type ChannelSecret = Static<typeof ChannelSecret>;

/** How a channel's shop system is reached. `down` since `since`: it is asked again at `retryAt`. */
export const ChannelHealth = Type.Object(
  {
    state: Type.Union([Type.Literal('new'), Type.Literal('well'), Type.Literal('down'), Type.Literal('signed-out')]),
    /** When its shop system last answered, and when it last sent a webhook. */
    heardAt: Nullable(Instant),
    webhookAt: Nullable(Instant),
    since: Nullable(Instant),
    retryAt: Nullable(Instant),
    fault: Nullable(Text),
    /** Orders still to be looked at, and what is still to be told. */
    toLookAt: Count,
    toTell: Count,
    unmapped: Count,
  },
  strict,
);
export type ChannelHealth = Static<typeof ChannelHealth>;

/** A key of the HTTP API, without the key. */
export const ChannelKeyRow = Type.Object(
  {
    keyId: Id,
    name: Text,
    madeAt: Instant,
    madeBy: Nullable(Id),
    usedAt: Nullable(Instant),
    revokedAt: Nullable(Instant),
  },
  strict,
);
export type ChannelKeyRow = Static<typeof ChannelKeyRow>;

export const ChannelRow = Type.Object(
  {
    channel: ChannelPublished,
    hasSecret: Type.Boolean(),
    /** Where its shop system sends webhooks: a path of this server. */
    webhookPath: Type.String(),
    health: ChannelHealth,
    keys: Type.Array(ChannelKeyRow),
  },
  strict,
);
export type ChannelRow = Static<typeof ChannelRow>;

/** GET /channels (register, permission `channels`). */
export const ChannelList = Type.Object({ channels: Type.Array(ChannelRow) }, strict);
export type ChannelList = Static<typeof ChannelList>;

/**
 * PUT /channels/:channelId (register, permission `channels`): makes or changes a channel, from the revision that was seen (0: it is
 * new). Kind and store of one that is there stay. A secret that is left out stays as it is.
 */
export const ChannelChange = Type.Object(
  {
    revision: Revision,
    channel: Type.Omit(ChannelPublished, ['revision', 'journalId', 'channelId'], strict),
    secret: Type.Optional(ChannelSecret),
  },
  strict,
);
export type ChannelChange = Static<typeof ChannelChange>;
/** 200. Refusals are values: `now` is what somebody else made of it, `fault` a code of the registry of errors. */
export const ChannelAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true), revision: PositiveInteger }, strict),
  Type.Object({ ok: Type.Literal(false), now: Nullable(ChannelPublished), revision: Revision }, strict),
  Type.Object({ ok: Type.Literal(false), fault: Id }, strict),
]);
export type ChannelAnswer = Static<typeof ChannelAnswer>;

/** POST /channels/:channelId/keys: a new key, shown this once. POST …/keys/:keyId/revoke: what it is sent with is refused from now on. */
export const KeyRequest = Type.Object({ name: Text }, strict);
export const KeyAnswer = Type.Object({ key: Type.String(), row: ChannelKeyRow }, strict);

/** POST /channels/:channelId/check: whether its shop system is reached and lets the server do what it must. */
export const ChannelCheck = Type.Union([
  Type.Object({ ok: Type.Literal(true), shopName: Text, currency: Text, missingScopes: Type.Array(Text) }, strict),
  Type.Object({ ok: Type.Literal(false), why: Text, detail: Text }, strict),
]);
export type ChannelCheck = Static<typeof ChannelCheck>;

/** A shop system's variant, and what it is here. `matched` by sku or GTIN, `chosen` by a person, `ambiguous`: it fits several. */
export const ChannelVariantRow = Type.Object(
  {
    externalVariantId: Text,
    externalProductId: Text,
    sku: Nullable(Text),
    gtin: Nullable(Text),
    name: Text,
    status: Type.Union([
      Type.Literal('matched'),
      Type.Literal('chosen'),
      Type.Literal('ignored'),
      Type.Literal('ambiguous'),
      Type.Literal('unmatched'),
    ]),
    variantId: Nullable(Id),
    /** Lines of orders that wait for it. */
    waiting: Count,
  },
  strict,
);
export type ChannelVariantRow = Static<typeof ChannelVariantRow>;
/** GET /channels/:channelId/variants?status&after: by their ids, after one; `unmatched` and `ambiguous` are for a person. */
export const ChannelVariantList = Type.Object(
  { variants: Type.Array(ChannelVariantRow), more: Type.Boolean() },
  strict,
);
export type ChannelVariantList = Static<typeof ChannelVariantList>;
/** PUT /channels/:channelId/variants: says what a shop system's variant is here; null: nothing, it is left alone. */
export const ChannelVariantChange = Type.Object({ externalVariantId: Text, variantId: Nullable(Id) }, strict);
export type ChannelVariantChange = Static<typeof ChannelVariantChange>;

/** What a shop system's variant is here: a product by its sku, nothing (null: it is left alone), or what its sku and GTIN say (left out). */
const Mapping = Type.Object({ externalVariantId: Text, sku: Type.Optional(Nullable(Text)) }, strict);
export const MAPPINGS_MAX = 500;
/** POST /channels/:channelId/variants/import: from a file; each row is taken or refused by itself. `dryRun` says what would be. */
export const MappingsRequest = Type.Object(
  {
    dryRun: Type.Boolean(),
    rows: Type.Array(Type.Object({ line: PositiveInteger, mapping: Mapping }, strict), {
      minItems: 1,
      maxItems: MAPPINGS_MAX,
    }),
  },
  strict,
);
export type MappingsRequest = Static<typeof MappingsRequest>;
/** `before` takes it back. `code` is of the registry of errors. */
export const MappingsAnswer = Type.Object(
  {
    done: Type.Array(
      Type.Object(
        { line: PositiveInteger, name: Text, before: Mapping, after: Mapping, changed: Type.Boolean() },
        strict,
      ),
    ),
    refused: Type.Array(Type.Object({ line: PositiveInteger, code: Id, reason: Text }, strict)),
  },
  strict,
);
export type MappingsAnswer = Static<typeof MappingsAnswer>;
