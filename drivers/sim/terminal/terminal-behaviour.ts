import Type, { type Static } from 'typebox';

const strict = { additionalProperties: false };

/** What a virtual terminal does with the next transactions. */
export const TerminalBehaviour = Type.Object(
  {
    /** `ask` waits for a key on its page. */
    verdict: Type.Union([Type.Literal('approve'), Type.Literal('decline'), Type.Literal('ask')]),
    /** How long the customer and the bank take, ms. */
    delayMs: Type.Integer({ minimum: 0, maximum: 120_000 }),
    /** Added to every sale, minor units. */
    tip: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    /** The line dies once: when the transaction is asked for, or when it was approved and before that is told. */
    dies: Type.Union([Type.Null(), Type.Literal('asked'), Type.Literal('approved')]),
    /** Refuses every command: it is doing something else. */
    busy: Type.Boolean(),
    /** Off: nobody answers. */
    off: Type.Boolean(),
  },
  strict,
);
export type TerminalBehaviour = Static<typeof TerminalBehaviour>;

export const BehaviourChange = Type.Partial(TerminalBehaviour);
export type BehaviourChange = Static<typeof BehaviourChange>;

export const TerminalKey = Type.Object(
  { key: Type.Union([Type.Literal('approve'), Type.Literal('decline'), Type.Literal('cancel')]) },
  strict,
);
export type TerminalKey = Static<typeof TerminalKey>['key'];

export const USUAL: TerminalBehaviour = {
  verdict: 'approve',
  delayMs: 0,
  tip: 0,
  dies: null,
  busy: false,
  off: false,
};
