import Type, { type Static } from 'typebox';
import { BusinessDate, Id, PositiveAmount } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** `targets.published`, made by the server: what a store is to turn over in a calendar month, whole, as it is from now on. */
export const TargetsPublished = Type.Object(
  {
    storeId: Id,
    month: Type.String({ pattern: '^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$' }),
    /** With tax or without. */
    basis: Type.Union([Type.Literal('gross'), Type.Literal('net')]),
    /** Null where only days have one. */
    amount: Type.Union([PositiveAmount, Type.Null()]),
    days: Type.Array(Type.Object({ date: BusinessDate, amount: PositiveAmount }, strict), { maxItems: 31 }),
  },
  strict,
);
export type TargetsPublished = Static<typeof TargetsPublished>;
