import Type, { type Static } from 'typebox';
import { Envelope, FactDraft } from '#contracts/facts/envelope.ts';
import { done, Fault, failed } from '#contracts/ipc/answer.ts';
import { COUNTER_METHODS } from '#contracts/ipc/counter.ts';
import { credentials, denied } from '#contracts/ipc/credentials.ts';
import { DEVICE_METHODS, DeviceEvent, DeviceState } from '#contracts/ipc/devices.ts';
import { PAGE_METHODS } from '#contracts/ipc/page.ts';
import { PAYMENT_METHODS } from '#contracts/ipc/payments.ts';
import { ReceiptDocument } from '#contracts/ipc/receipt-document.ts';
import { SESSION_METHODS } from '#contracts/ipc/sessions.ts';
import { SETUP_METHODS } from '#contracts/ipc/setup.ts';
import { BusinessDate, Count, Id, Instant, Text, Uuid } from '#contracts/schema.ts';
import { PickupHash } from '#contracts/views/fulfilment.ts';
import { RegisterConfig, SessionPolicy } from '#contracts/views/register-config.ts';
import { SignedReceipt } from '#contracts/views/signed-receipt.ts';

export type { Fault } from '#contracts/ipc/answer.ts';

const strict = { additionalProperties: false };

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

export const TillSession = Type.Object(
  {
    sessionId: Uuid,
    businessDate: BusinessDate,
    openedAt: Instant,
    float: Count,
    accountable: Id,
    mode: SessionPolicy.properties.drawer,
    drawerId: Type.Optional(Text),
    /** The business date has ended and the grace period too: it is to be closed before the next cart. */
    overdue: Type.Boolean(),
  },
  strict,
);
export type TillSession = Static<typeof TillSession>;

export const ThirdPartyPayment = Type.Object(
  {
    paymentId: Uuid,
    cartId: Uuid,
    tender: Id,
    direction: Type.Union([Type.Literal('sale'), Type.Literal('refund')]),
    amount: Count,
    state: Type.Union([
      Type.Literal('asked'),
      Type.Literal('unknown'),
      Type.Literal('approved'),
      Type.Literal('declined'),
      Type.Literal('voided'),
      Type.Literal('refunded'),
    ]),
    tip: Count,
    reference: Type.Union([Text, Type.Null()]),
    /** What to tell the cashier: what the terminal asks for, or why it declined. */
    message: Type.Union([Text, Type.Null()]),
    /** What a wallet's customer shall scan. */
    qr: Type.Union([Text, Type.Null()]),
  },
  strict,
);
export type ThirdPartyPayment = Static<typeof ThirdPartyPayment>;

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
    /** Who is signed in on this register; in training nothing counts, and no session is needed. */
    signedIn: Type.Union([
      Type.Object({ operatorId: Id, businessDate: BusinessDate, training: Type.Boolean() }, strict),
      Type.Null(),
    ]),
    /** The open session: from float to Z. Without one nothing is sold. */
    session: Type.Union([TillSession, Type.Null()]),
    /** Payments by third parties that no completed ticket holds yet, oldest first. */
    payments: Type.Array(ThirdPartyPayment),
    /** Only in a demo: PINs by operator id, to be shown on the sign-in screen. */
    demoPins: Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]),
    printer: Type.Object({ configured: Type.Boolean(), jobs: Type.Array(PrintJob) }, strict),
    /** The hardware that is set up, and what is known of it. */
    devices: Type.Array(DeviceState),
    /** Whether anything shows the customer what `display.show` says. */
    customerDisplay: Type.Optional(Type.Boolean()),
    /** The version that was offered and not installed, and why: a code of the error registry. The program goes on as it is. */
    updateFault: Type.Optional(Type.Object({ version: Text, code: Id }, strict)),
    /** Page of the virtual counter that the till was started with, if it was. */
    counterUrl: Type.Optional(Text),
    /** A device without a host, as a tablet's browser at the server's address: it works online only, sells nothing and has no hardware. */
    hostless: Type.Optional(Type.Literal(true)),
  },
  strict,
);
export type HostStatus = Static<typeof HostStatus>;

/** Every call a window can make of its host. Both sides parse; anything else is refused. */
export const HOST_METHODS = {
  'host.status': { input: Type.Object({}, strict), output: HostStatus },
  /** Enrols with a server; the host makes journal and key. `name` is a device's without a host, which the server keeps. */
  'host.enrol': {
    input: Type.Object({ serverUrl: Text, code: Text, name: Type.Optional(Text) }, strict),
    output: done,
  },
  ...SETUP_METHODS,
  /** Checks a PIN or a badge and journals who signed in, in training or not. Works offline. */
  'operator.sign-in': {
    input: Type.Object({ ...credentials, training: Type.Optional(Type.Boolean()) }, strict),
    output: Type.Union([Type.Object({ ok: Type.Literal(true) }, strict), denied]),
  },
  'operator.sign-out': {
    input: Type.Object({ cause: Type.Optional(Type.Union([Type.Literal('idle'), Type.Literal('switch')])) }, strict),
    output: done,
  },
  /** A manager lets an operator who entered wrong PINs try again at once. */
  'operator.unlock': {
    input: Type.Object({ blockedId: Id, ...credentials }, strict),
    output: Type.Union([Type.Object({ ok: Type.Literal(true) }, strict), denied]),
  },
  /** Asks for more than the signed-in operator's role allows; journals the decision. Without credentials: the refusal alone. */
  'override.ask': {
    input: Type.Object(
      {
        permission: Id,
        size: Count,
        /** What it is about, for which alone it holds: the cart, or the id that the fact will have. Nothing is allowed without. */
        subjectId: Type.Optional(Uuid),
        /** The discount, product or returned line of the cart. */
        itemId: Type.Optional(Id),
        /** What it comes to, minor units. */
        amount: Type.Optional(Count),
        ...credentials,
      },
      strict,
    ),
    output: Type.Union([Type.Object({ ok: Type.Literal(true), overrideId: Uuid, deciderId: Id }, strict), denied]),
  },
  /** Which parts of a cart, by their place in `asked`, its ticket would be refused for as it is. */
  'permission.check': {
    input: Type.Object(
      {
        cartId: Uuid,
        asked: Type.Array(
          Type.Object(
            {
              permission: Id,
              size: Count,
              overrideId: Type.Optional(Uuid),
              itemIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
            },
            strict,
          ),
          { maxItems: 10_000 },
        ),
      },
      strict,
    ),
    output: Type.Union([Type.Object({ ok: Type.Literal(true), refused: Type.Array(Count) }, strict), failed]),
  },
  ...SESSION_METHODS,
  ...PAYMENT_METHODS,
  /** Keeps a person's text (a note, an address) beside the journal, durably, and sends it to the server's vault. */
  'vault.put': {
    input: Type.Object({ subjectId: Uuid, text: Type.String({ minLength: 1, maxLength: 100_000 }) }, strict),
    output: done,
  },
  /** Keyed hashes by which cards name phone numbers and e-mail addresses (`contracts/member/contact.ts`), in the order given. */
  'member.keys': {
    input: Type.Object({ contacts: Type.Array(Text, { maxItems: 10 }) }, strict),
    output: Type.Union([Type.Object({ ok: Type.Literal(true), keys: Type.Array(Id) }, strict), failed]),
  },
  /** The signed code on a receipt that proves what it was. */
  'receipt.code': {
    input: Type.Object({ orderId: Uuid }, strict),
    output: Type.Union([Type.Object({ ok: Type.Literal(true), code: Type.String() }, strict), failed]),
  },
  /** What a receipt's code says, once its signature is proven. */
  'receipt.verify': {
    input: Type.Object({ code: Type.String({ maxLength: 4000 }) }, strict),
    output: Type.Union([Type.Object({ ok: Type.Literal(true), receipt: SignedReceipt }, strict), failed]),
  },
  /**
   * Which pickup a code opens: a signed text that was scanned, or what was typed, checked against the hashes of `candidates`. A hand-over
   * by code is journalled only after it. `retryAfterMs`: wrong codes must wait.
   */
  'pickup.prove': {
    input: Type.Object(
      {
        code: Type.String({ maxLength: 4000 }),
        candidates: Type.Array(Type.Object({ fulfilmentId: Uuid, pickup: PickupHash }, strict), { maxItems: 1000 }),
      },
      strict,
    ),
    output: Type.Union([
      Type.Object(
        {
          ok: Type.Literal(true),
          fulfilmentId: Uuid,
          how: Type.Union([Type.Literal('typed'), Type.Literal('scanned')]),
        },
        strict,
      ),
      denied,
    ]),
  },
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
        form: Type.Optional(Type.Union([Type.Literal('receipt'), Type.Literal('gift')])),
        document: ReceiptDocument,
        drawer: Type.Boolean(),
      },
      strict,
    ),
    output: done,
  },
  'printer.retry': { input: Type.Object({ jobId: Uuid }, strict), output: done },
  'printer.skip': { input: Type.Object({ jobId: Uuid }, strict), output: done },
  ...DEVICE_METHODS,
  ...COUNTER_METHODS,
  ...PAGE_METHODS,
} as const;

export type HostMethod = keyof typeof HOST_METHODS;
export type HostInput<M extends HostMethod> = Static<(typeof HOST_METHODS)[M]['input']>;
export type HostOutput<M extends HostMethod> = Static<(typeof HOST_METHODS)[M]['output']>;

/** What a host pushes to its window. */
export const HostEvent = Type.Union([
  Type.Object({ type: Type.Literal('status'), status: HostStatus }, strict),
  /** Facts the host journalled by itself (sign-in, printed, drawer), so that the projection stays whole. */
  Type.Object({ type: Type.Literal('journalled'), facts: Type.Array(Envelope) }, strict),
  DeviceEvent,
]);
export type HostEvent = Static<typeof HostEvent>;

/** The host as a window sees it, whichever way it is reached. */
export interface HostApi {
  call<M extends HostMethod>(method: M, input: HostInput<M>): Promise<HostOutput<M>>;
  /** Calls back for every event; gives a function that stops it. */
  subscribe(listener: (event: HostEvent) => void): () => void;
}
