import Type, { type Static, type TUnsafe } from 'typebox';
import { Envelope, FactDraft } from '#contracts/facts/envelope.ts';
import { Count, Id, Instant, Text, Uuid } from '#contracts/schema.ts';
import { RegisterConfig } from '#contracts/views/register-config.ts';
import type { ReceiptDocument as DomainReceiptDocument } from '#domain/receipt/receipt-document.ts';

const strict = { additionalProperties: false };

const align = Type.Optional(Type.Union([Type.Literal('left'), Type.Literal('center'), Type.Literal('right')]));
const size = Type.Optional(Type.Union([Type.Literal(1), Type.Literal(2)]));
const line = Type.String({ maxLength: 1000 });
const ReceiptDocument: TUnsafe<DomainReceiptDocument> = Type.Unsafe<DomainReceiptDocument>(
  Type.Object(
    {
      language: Text,
      blocks: Type.Array(
        Type.Union([
          Type.Object(
            { kind: Type.Literal('text'), text: line, align, bold: Type.Optional(Type.Boolean()), size },
            strict,
          ),
          Type.Object(
            { kind: Type.Literal('row'), left: line, right: line, bold: Type.Optional(Type.Boolean()), size },
            strict,
          ),
          Type.Object({ kind: Type.Literal('rule') }, strict),
          Type.Object({ kind: Type.Literal('feed'), lines: Type.Integer({ minimum: 1, maximum: 20 }) }, strict),
          Type.Object({ kind: Type.Literal('barcode'), text: line }, strict),
          Type.Object({ kind: Type.Literal('qr'), text: line }, strict),
        ]),
        { maxItems: 10_000 },
      ),
    },
    strict,
  ),
);

/** A problem the person at the till must know of; `code` is in the registry, `detail` is for support. */
export const Fault = Type.Object({ code: Id, detail: Type.Optional(Type.String()) }, strict);
export type Fault = Static<typeof Fault>;

export const PrintJob = Type.Object(
  {
    jobId: Uuid,
    orderId: Type.Union([Uuid, Type.Null()]),
    /** How many times it was printed before, by the cashier's will: 0 is the original. */
    copy: Count,
    state: Type.Union([
      Type.Literal('queued'),
      Type.Literal('printing'),
      Type.Literal('printed'),
      Type.Literal('failed'),
      Type.Literal('skipped'),
    ]),
    fault: Type.Union([Fault, Type.Null()]),
  },
  strict,
);
export type PrintJob = Static<typeof PrintJob>;

/** Everything the window shows about its host, pushed whenever any of it changes. */
export const HostStatus = Type.Object(
  {
    version: Type.String(),
    /** `fresh`: not enrolled. `blocked`: the journal cannot be written, see `fault`. */
    phase: Type.Union([Type.Literal('fresh'), Type.Literal('ready'), Type.Literal('blocked')]),
    fault: Type.Union([Fault, Type.Null()]),
    serverUrl: Type.Union([Text, Type.Null()]),
    config: Type.Union([RegisterConfig, Type.Null()]),
    journal: Type.Union([
      Type.Object(
        {
          journalId: Uuid,
          seq: Count,
          /** What the server has durably taken (I10). */
          watermark: Count,
          /** Completed orders above the watermark. */
          ordersWaiting: Count,
        },
        strict,
      ),
      Type.Null(),
    ]),
    online: Type.Boolean(),
    /** Since when `online` has its value. */
    onlineSince: Instant,
    /** Who is signed in on this register, and on which business date. */
    signedIn: Type.Union([Type.Object({ operatorId: Id, businessDate: Text, sessionId: Uuid }, strict), Type.Null()]),
    /** Only in a demo: PINs by operator id, to be shown on the sign-in screen. */
    demoPins: Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]),
    printer: Type.Object({ configured: Type.Boolean(), jobs: Type.Array(PrintJob) }, strict),
  },
  strict,
);
export type HostStatus = Static<typeof HostStatus>;

const failed = Type.Object({ ok: Type.Literal(false), fault: Fault }, strict);
const done = Type.Union([Type.Object({ ok: Type.Literal(true) }, strict), failed]);

/** Every call a window can make of its host. Both sides parse; anything else is refused. */
export const HOST_METHODS = {
  'host.status': { input: Type.Object({}, strict), output: HostStatus },
  /** Enrols with a server; the host makes journal and key. */
  'host.enrol': { input: Type.Object({ serverUrl: Text, code: Text }, strict), output: done },
  /** Checks a PIN, opens the day's session where none is open, journals who signed in. Works offline. */
  'operator.sign-in': {
    input: Type.Object({ operatorId: Id, pin: Type.String({ minLength: 1, maxLength: 12 }) }, strict),
    output: Type.Union([
      Type.Object({ ok: Type.Literal(true) }, strict),
      Type.Object({ ok: Type.Literal(false), fault: Fault, retryAfterMs: Count }, strict),
    ]),
  },
  'operator.sign-out': { input: Type.Object({}, strict), output: done },
  /** Journals facts, in order, durably, before answering. A draft whose id is journalled already gets its first answer. */
  'journal.append': {
    input: Type.Object({ drafts: Type.Array(FactDraft, { minItems: 1, maxItems: 100 }) }, strict),
    output: Type.Union([Type.Object({ ok: Type.Literal(true), facts: Type.Array(Envelope) }, strict), failed]),
  },
  /** Facts after a seq, oldest first, for the window to rebuild its projection. */
  'journal.read': {
    input: Type.Object({ afterSeq: Count, limit: Type.Integer({ minimum: 1, maximum: 500 }) }, strict),
    output: Type.Object({ facts: Type.Array(Envelope), more: Type.Boolean() }, strict),
  },
  /** Queues a receipt; `drawer` pulses the cash drawer first, at most once per order. */
  'printer.enqueue': {
    input: Type.Object(
      {
        jobId: Uuid,
        orderId: Type.Union([Uuid, Type.Null()]),
        copy: Count,
        document: ReceiptDocument,
        drawer: Type.Boolean(),
      },
      strict,
    ),
    output: done,
  },
  'printer.retry': { input: Type.Object({ jobId: Uuid }, strict), output: done },
  'printer.skip': { input: Type.Object({ jobId: Uuid }, strict), output: done },
} as const;

export type HostMethod = keyof typeof HOST_METHODS;
export type HostInput<M extends HostMethod> = Static<(typeof HOST_METHODS)[M]['input']>;
export type HostOutput<M extends HostMethod> = Static<(typeof HOST_METHODS)[M]['output']>;

/** What a host pushes to its window. */
export const HostEvent = Type.Union([
  Type.Object({ type: Type.Literal('status'), status: HostStatus }, strict),
  /** Facts the host journalled by itself (sign-in, printed, drawer), so that the projection stays whole. */
  Type.Object({ type: Type.Literal('journalled'), facts: Type.Array(Envelope) }, strict),
]);
export type HostEvent = Static<typeof HostEvent>;

/** The host as a window sees it, whichever way it is reached. */
export interface HostApi {
  call<M extends HostMethod>(method: M, input: HostInput<M>): Promise<HostOutput<M>>;
  /** Calls back for every event; gives a function that stops it. */
  subscribe(listener: (event: HostEvent) => void): () => void;
}

/** The path under which a window reaches the server through its host: `/api/feeds/chain` is the server's `/feeds/chain`. */
export const API_PREFIX = '/api';
/** What of the server a window may reach: method and path. */
export const PROXIED: readonly { method: string; path: RegExp }[] = [
  { method: 'GET', path: /^\/feeds\/(chain|store)$/ },
  { method: 'GET', path: /^\/events$/ },
];
