import Type, { type Static } from 'typebox';
import { Id } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** A problem the person at the till must know of; `code` is in the registry, `detail` is for support. */
export const Fault = Type.Object({ code: Id, detail: Type.Optional(Type.String()) }, strict);
export type Fault = Static<typeof Fault>;

/** The answer of a call that did not come about. */
export const failed = Type.Object({ ok: Type.Literal(false), fault: Fault }, strict);

/** The answer of a call that has nothing to tell but whether it came about. */
export const done = Type.Union([Type.Object({ ok: Type.Literal(true) }, strict), failed]);
