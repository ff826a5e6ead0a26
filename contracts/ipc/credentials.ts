import Type from 'typebox';
import { Fault } from '#contracts/ipc/answer.ts';
import { Count, Id } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** Not let in, and how long to wait before another try is heard, in milliseconds. */
export const denied = Type.Object({ ok: Type.Literal(false), fault: Fault, retryAfterMs: Count }, strict);
/** Who somebody is: an operator and a PIN, or a badge alone. */
export const credentials = {
  operatorId: Type.Optional(Id),
  pin: Type.Optional(Type.String({ minLength: 1, maxLength: 12 })),
  badge: Type.Optional(Type.String({ minLength: 4, maxLength: 100 })),
};
