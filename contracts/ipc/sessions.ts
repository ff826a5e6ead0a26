import Type from 'typebox';
import { Envelope } from '#contracts/facts/envelope.ts';
import {
  CashMoved,
  Declared,
  DenominationCounts,
  SessionOpened,
  SessionTotals,
} from '#contracts/facts/session-facts.ts';
import { done, Fault, failed } from '#contracts/ipc/answer.ts';
import { credentials, denied } from '#contracts/ipc/credentials.ts';
import { Count, Id, Text, Uuid, WholeAmount } from '#contracts/schema.ts';

const strict = { additionalProperties: false };
const { sessionId: _, ...cashMove } = CashMoved.properties;

/** What a window asks of the host about its session and its drawer, from the float to the Z. */
export const SESSION_METHODS = {
  /** The answer has `expected`, what the last Z left in the drawer, only once a float was counted that needs a reason. */
  'session.open': {
    input: Type.Object(
      {
        factId: Type.Optional(Uuid),
        float: WholeAmount,
        counts: Type.Optional(DenominationCounts),
        drawerId: Type.Optional(Text),
        difference: SessionOpened.properties.difference,
        overrideId: Type.Optional(Uuid),
      },
      strict,
    ),
    output: Type.Union([
      Type.Object({ ok: Type.Literal(true) }, strict),
      Type.Object({ ok: Type.Literal(false), fault: Fault, expected: Type.Optional(Count) }, strict),
    ]),
  },
  /** X: the session's totals so far, from the journal. */
  'session.report': {
    input: Type.Object({}, strict),
    output: Type.Union([Type.Object({ ok: Type.Literal(true), totals: SessionTotals }, strict), failed]),
  },
  /** Z: closes the session. What is declared twice, with the same id, gets its first answer. */
  'session.close': {
    input: Type.Object(
      {
        factId: Uuid,
        declared: Type.Array(Declared, { maxItems: 100 }),
        differences: Type.Array(
          Type.Object({ tender: Id, reason: Type.Optional(Id), noteId: Type.Optional(Uuid) }, strict),
          { maxItems: 100 },
        ),
        left: WholeAmount,
        overrideId: Type.Optional(Uuid),
      },
      strict,
    ),
    output: Type.Union([Type.Object({ ok: Type.Literal(true), closed: Envelope }, strict), failed]),
  },
  /**
   * The drawer is counted and another answers for it, who shows by PIN or badge that they agree; with a manager's decision
   * (`overrideId`) whoever asked for it takes it over.
   */
  'session.hand-over': {
    input: Type.Object(
      {
        factId: Type.Optional(Uuid),
        to: Id,
        counted: WholeAmount,
        counts: Type.Optional(DenominationCounts),
        pin: credentials.pin,
        badge: credentials.badge,
        overrideId: Type.Optional(Uuid),
      },
      strict,
    ),
    output: Type.Union([Type.Object({ ok: Type.Literal(true) }, strict), denied]),
  },
  /** Journals `cash.moved` and opens the drawer. */
  'cash.move': {
    input: Type.Object({ factId: Uuid, ...cashMove }, strict),
    output: done,
  },
  /** Opens the drawer without a sale; journalled first. */
  'drawer.open': {
    input: Type.Object(
      {
        factId: Type.Optional(Uuid),
        cause: Type.Union([Type.Literal('no-sale'), Type.Literal('count')]),
        reason: Type.Optional(Id),
        overrideId: Type.Optional(Uuid),
      },
      strict,
    ),
    output: done,
  },
} as const;
