import type { ParkedCart } from '#contracts/facts/sale-facts.ts';
import type { DayClosed, OverrideScope, SessionClosed } from '#contracts/facts/session-facts.ts';
import type { Role } from '#contracts/views/register-config.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import type { CashPolicy } from '#domain/order/check-order.ts';
import type { ZReport } from '#domain/session/session.ts';
import type { Tender } from '#domain/tender/tender.ts';
import type { Source } from '#sync-server/ingest/effects.ts';

/** Where, when and by whom: what every row of a cashier's day has. */
export interface Witnessed extends Source {
  storeId: string;
  registerId: string;
  operatorId: string | null;
  at: string;
  businessDate: string;
}

/** Something that a manager looks through: `kind` says what, `amount` is of the fact where it has one. */
export interface AuditEntry extends Witnessed {
  type: 'audit';
  kind: string;
  amount: number;
  detail: Record<string, unknown>;
}

export interface OverrideDecision extends Source {
  type: 'override';
  overrideId: string;
  storeId: string;
  permission: string;
  askerId: string;
  deciderId: string | null;
  verdict: 'granted' | 'refused';
  size: number;
  subjectId: string | null;
  scope: OverrideScope | null;
}

export interface PostVoid extends Source {
  type: 'post-void';
  orderId: string;
  returnId: string;
}

/** A session begins; `recovers` names the closed one whose later facts it holds. */
export interface SessionOpening extends Witnessed {
  type: 'session-opened';
  sessionId: string;
  float: number;
  accountable: string | null;
  recovers: string | null;
}

export interface SessionHandover {
  type: 'session-handed-over';
  sessionId: string;
  journalId: string;
  to: string;
}

/** A session ends after the fact `closedSeq` of its journal. */
export interface SessionClosing {
  type: 'session-closed';
  sessionId: string;
  closedSeq: number;
  at: string;
  z: SessionClosed;
}

/** Cash in and out of a drawer (`in`, `out`, `pickup`), counted in the safe (`safe`), taken to the bank (`bank`). */
export interface CashMovement extends Witnessed {
  type: 'cash';
  kind: 'in' | 'out' | 'pickup' | 'safe' | 'bank';
  amount: number;
  detail: Record<string, unknown>;
}

export interface DayClosing {
  type: 'day-closed';
  at: string;
  closed: DayClosed;
}

export interface Problem extends Witnessed {
  type: 'problem';
  problem: string;
  code: string | null;
  name: string | null;
  categoryId: string | null;
  price: number | null;
  photoId: string | null;
}

export interface CartParking extends Witnessed {
  type: 'cart-parked';
  parkId: string;
  total: number;
  cart: ParkedCart;
}

/** A parked cart is no longer to be had: taken up, paid or cleared by the fact `by`. */
export interface CartTaking {
  type: 'cart-taken';
  parkId: string;
  by: string;
}

export interface MailOrder extends Source {
  type: 'mail';
  orderId: string;
  addressId: string;
  copy: number;
  form: 'receipt' | 'gift';
}

/** Everything that facts of a cashier's day change beside orders, in their order. */
export type DayEffect =
  | AuditEntry
  | OverrideDecision
  | PostVoid
  | SessionOpening
  | SessionHandover
  | SessionClosing
  | CashMovement
  | DayClosing
  | Problem
  | CartParking
  | CartTaking
  | MailOrder;

/** What booking such facts must look up. */
export interface DayNeeds {
  /** Roles and the stores' ways of rounding cash. */
  policy: boolean;
  overrideIds: Set<string>;
  /** Carts that a manager may have decided something on. */
  overrideSubjects: Set<string>;
  /** Orders that something comes back of. */
  sourceIds: Set<string>;
  /** Orders of which something may have come back already. */
  returnedIds: Set<string>;
  /** Journals whose newest session counts. */
  sessionJournals: Set<string>;
  /** Sessions that are closed: by id, with the seq of the closing fact and the series of its number. */
  closing: Map<string, { seq: number; series: string }>;
  parkIds: Set<string>;
  parkedCartIds: Set<string>;
}

export interface KnownOverride {
  permission: string;
  askerId: string;
  verdict: 'granted' | 'refused';
  size: number;
  /** What it is about: the cart, or the fact that it lets be made. */
  subjectId: string | null;
  scope: OverrideScope | null;
}

/** What a sold line came to with tax, over all facts of its order. */
export interface SoldLine {
  quantity: number;
  amount: number;
  /** It put value on a gift card. */
  loads?: boolean;
  /** It was a deposit, with so much tax in it. */
  deposit?: { taxCategory: string; tax: number };
}

/** What came back of a sold line; `amount` is with tax, zero or negative. */
export interface ReturnedLine extends Source {
  lineId: string;
  quantity: number;
  amount: number;
}

export interface KnownSession {
  sessionId: string;
  journalId: string;
  storeId: string;
  businessDate: string;
  closedSeq: number | null;
  recovers: string | null;
}

/** What a Z is proven by: the facts of its session, and the Z before it. */
export interface ZProof {
  session: KnownSession | undefined;
  facts: Envelope[];
  before: ZReport | null;
}

export interface KnownParking {
  parkId: string;
  cartId: string;
  operatorId: string | null;
  storeId: string;
  total: number;
  takenBy: string | null;
}

export interface DayLookups {
  /** Empty: the default roles. */
  roles: readonly Role[];
  /** By store: how it rounds cash, then how it did before. */
  cash: Map<string, readonly CashPolicy[]>;
  /** By store, those that it had before too; a store that is not here is not known. */
  tenders: Map<string, readonly Tender[]>;
  overrides: Map<string, KnownOverride>;
  /** Sold lines by order and line; an order that is not here is not known. */
  sources: Map<string, Map<string, SoldLine>>;
  /** By order. */
  returned: Map<string, ReturnedLine[]>;
  /** By journal. */
  sessions: Map<string, KnownSession>;
  /** By session. */
  proofs: Map<string, ZProof>;
  parked: KnownParking[];
}

export function noDayNeeds(): DayNeeds {
  return {
    policy: false,
    overrideIds: new Set(),
    overrideSubjects: new Set(),
    sourceIds: new Set(),
    returnedIds: new Set(),
    sessionJournals: new Set(),
    closing: new Map(),
    parkIds: new Set(),
    parkedCartIds: new Set(),
  };
}

export function noDayLookups(): DayLookups {
  return {
    roles: [],
    cash: new Map(),
    tenders: new Map(),
    overrides: new Map(),
    sources: new Map(),
    returned: new Map(),
    sessions: new Map(),
    proofs: new Map(),
    parked: [],
  };
}
