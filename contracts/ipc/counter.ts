import Type, { type Static, type TProperties } from 'typebox';
import { Count, Id, Instant, Text } from '#contracts/schema.ts';
import { failed } from './answer.ts';
import { DeviceSettings } from './devices.ts';

const strict = { additionalProperties: false };
const object = <P extends TProperties>(properties: P) => Type.Object(properties, strict);

/** What every virtual device has. */
const common = {
  /** Where a till finds it, as in its settings. */
  address: Text,
  /** What can be wrong with it, by name, and whether it is. */
  faults: Type.Record(Id, Type.Boolean()),
};

/** Something that came out on paper; its picture is asked for by `id`. */
const Sheet = object({
  id: Count,
  at: Instant,
  /** Its text, line by line. */
  lines: Type.Array(Type.String()),
  /** False for one that was torn off before it was finished. */
  cut: Type.Boolean(),
  /** How many commands in it were not understood. */
  unknown: Count,
});

/** A code that can be scanned: what it is by `kind`, which the page words; `name` is the article's. */
export const CounterCode = object({
  codeId: Id,
  kind: Id,
  name: Text,
  nameZh: Text,
  text: Text,
  symbology: Type.Union([Type.String({ pattern: '^\\][A-Za-z][0-9A-Za-z]$' }), Type.Null()]),
});
export type CounterCode = Static<typeof CounterCode>;

/** A whole counter of virtual devices, as its page shows it. */
export const CounterState = object({
  /** Differs each time the program runs. */
  boot: Id,
  printer: object({
    ...common,
    drawerOpen: Type.Boolean(),
    /** How often the drawer was opened. */
    pulses: Count,
    /** Whether something is coming out now; how much tells that it has grown. */
    printing: Count,
    /** Newest first. */
    receipts: Type.Array(Sheet),
  }),
  labelPrinter: object({ ...common, labels: Type.Array(Sheet) }),
  scanner: object({ ...common, connected: Type.Boolean(), codes: Type.Array(CounterCode) }),
  scale: object({
    ...common,
    /** What it shows, grams. */
    grams: Type.Integer({ minimum: -100_000, maximum: 100_000 }),
    moving: Type.Boolean(),
  }),
  lineDisplay: object({ ...common, columns: Count, lines: Type.Array(Type.String()) }),
  terminal: object({
    ...common,
    asked: Type.Union([
      object({ kind: Type.Union([Type.Literal('sale'), Type.Literal('refund')]), amount: Count }),
      Type.Null(),
    ]),
    verdict: Type.Union([Type.Literal('approve'), Type.Literal('decline'), Type.Literal('ask')]),
    delayMs: Count,
    tip: Count,
    /** Money taken less money given back, minor units. */
    taken: Type.Integer(),
    /** Newest first. */
    transactions: Type.Array(
      object({
        kind: Type.Union([Type.Literal('sale'), Type.Literal('refund'), Type.Literal('void')]),
        approved: Type.Boolean(),
        voided: Type.Boolean(),
        total: Count,
        receipt: Count,
        at: Instant,
      }),
    ),
  }),
  wallet: object({
    ...common,
    customer: Type.Union([Type.Literal('pay'), Type.Literal('refuse'), Type.Literal('wait')]),
    taken: Type.Integer(),
    waiting: Type.Array(object({ tradeNo: Text, amount: Count, currency: Text })),
  }),
});
export type CounterState = Static<typeof CounterState>;

const answered = Type.Union([object({ ok: Type.Literal(true), state: CounterState }), failed]);

/** What a window asks of the virtual counter that its till was started with; its host passes it on. */
export const COUNTER_METHODS = {
  /** How a till is set up to work with all of the counter's devices. */
  'counter.settings': {
    input: object({}),
    output: Type.Union([object({ ok: Type.Literal(true), devices: Type.Partial(DeviceSettings) }), failed]),
  },
  'counter.state': { input: object({}), output: answered },
  /** Does something with a device: switches a fault, scans, puts something on the scale, presses a key. */
  'counter.act': {
    input: object({ device: Id, action: Id, body: Type.Record(Id, Type.Unknown()) }),
    output: answered,
  },
  /** A receipt or a label that came out, as SVG; `id` null: the receipt that is coming out. */
  'counter.picture': {
    input: object({
      device: Type.Union([Type.Literal('printer'), Type.Literal('labelPrinter')]),
      id: Type.Union([Count, Type.Null()]),
    }),
    output: Type.Union([object({ ok: Type.Literal(true), svg: Type.String() }), failed]),
  },
} as const;
