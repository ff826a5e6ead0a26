import Type, { type Static } from 'typebox';
import { CustomerView, CustomerWindowSettings } from '#contracts/ipc/devices.ts';

const strict = { additionalProperties: false };

/** What a customer's screen is told, and all it is told. Pictures are large: they come once, and again when they change. */
export const CustomerEvent = Type.Union([
  /** Null: no such screen is set up. */
  Type.Object({ type: Type.Literal('settings'), settings: Type.Union([CustomerWindowSettings, Type.Null()]) }, strict),
  /** Null before anything was shown. */
  Type.Object({ type: Type.Literal('view'), view: Type.Union([CustomerView, Type.Null()]) }, strict),
]);
export type CustomerEvent = Static<typeof CustomerEvent>;

/** The host as a customer's screen sees it: first how things stand, then every change. */
export interface CustomerFeed {
  subscribe(listener: (event: CustomerEvent) => void): () => void;
}
