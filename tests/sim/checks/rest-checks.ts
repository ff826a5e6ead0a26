import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { CashMoved, SessionClosed, SessionOpened } from '#contracts/facts/session-facts.ts';
import type { StockAccepted, StockSent } from '#contracts/facts/stock-facts.ts';
import { checkZ } from '#domain/session/check-z.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { ServerState } from '#tests/sim/server/server-state.ts';
import type { SimTill } from '#tests/sim/till/sim-till.ts';
import { checkOrdersAtRest } from './order-checks.ts';
import type { Watched } from './step-checks.ts';
import { checkTampering } from './tampering.ts';
import type { Truth } from './truth.ts';
import { demand } from './violation.ts';

export interface AtRest extends Watched {
  random: Random;
  publicKeys: ReadonlyMap<string, string>;
  /** The server's own journal. */
  officeId: string;
  /** Exceptions that what was done to the server explains. */
  explained: (code: string) => boolean;
}

/** Checks what must hold when everything has healed and agrees. */
export async function checkAtRest(rest: AtRest): Promise<void> {
  const { truth, server, tills } = rest;
  const { state } = server.database;
  checkSales(truth, state);
  checkTransfers(truth, state);
  await checkOrdersAtRest(rest, rest.officeId);
  checkSetApart(rest, state);
  for (const till of tills) {
    checkStored(till, truth, state);
    checkReceipts(till, truth);
    checkSessions(till, truth);
  }
  for (const { order } of state.orders.values()) checkSums(order);
  const till = rest.random.pick(tills);
  await checkTampering(till, rest.random, rest.publicKeys.get(till.identity.journalId) ?? '');
}

/** I1: every sale that a cashier was told is paid is on the server once, as told; and nothing is there that no till witnessed. */
function checkSales(truth: Truth, state: ServerState): void {
  const stored = [...state.orders.values()];
  const witnessed = new Set(truth.journalIds.flatMap((id) => truth.facts(id).map(({ fact }) => fact.id)));
  for (const { orderId } of stored) demand(witnessed.has(orderId), 'I1', () => `nobody sold ${orderId}`);
  for (const [orderId, told] of truth.paid) {
    const booked = stored.filter((order) => order.orderId === orderId);
    demand(booked.length === 1, 'I1', () => `sale ${orderId} is on the server ${booked.length} times`);
    const same = JSON.stringify(booked[0]?.order) === JSON.stringify(told.payload);
    demand(same, 'I1', () => `sale ${orderId} is another on the server`);
  }
  const once = new Set(stored.map(({ orderId }) => orderId));
  demand(once.size === stored.length, 'I1', () => 'a sale is on the server twice');
}

/** I2: of each transfer the server has what the tills witnessed, and tells of it once where it differs. */
function checkTransfers(truth: Truth, { transfers, exceptions }: ServerState): void {
  const told = [...exceptions.values()].filter(({ code }) => code === 'transfer-difference');
  const witnessed = witnessedTransfers(truth);
  demand(witnessed.size === transfers.size, 'I2', () => `${transfers.size} transfers, of ${witnessed.size} witnessed`);
  for (const [transferId, { sent, arrived, complete }] of witnessed) {
    const lines = transfers.get(transferId)?.lines ?? [];
    const [has, had] = [
      lines.reduce((sum, line) => sum + line.sent, 0),
      lines.reduce((sum, line) => sum + line.accepted + line.damaged, 0),
    ];
    demand(
      has === sent && had === arrived,
      'I2',
      () => `transfer ${transferId}: ${has}, ${had}, not ${sent}, ${arrived}`,
    );
    const differs = sent > 0 && (arrived > sent || (complete && arrived < sent));
    const times = told.filter(({ detail }) => detail.transferId === transferId).length;
    demand(times === (differs ? 1 : 0), 'I2', () => `transfer ${transferId} is told of ${times} times`);
  }
}

interface Witnessed {
  sent: number;
  arrived: number;
  complete: boolean;
}

/** Each transfer is of one variant, and nothing of it is damaged. */
function witnessedTransfers(truth: Truth): Map<string, Witnessed> {
  const transfers = new Map<string, Witnessed>();
  for (const { fact } of truth.journalIds.flatMap((journalId) => truth.facts(journalId))) {
    if (fact.kind !== 'stock.sent' && fact.kind !== 'stock.accepted') continue;
    const { transferId, lines, complete = false } = fact.payload as StockSent & Partial<StockAccepted>;
    const before = transfers.get(transferId) ?? { sent: 0, arrived: 0, complete: false };
    const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
    const sent = before.sent + (fact.kind === 'stock.sent' ? quantity : 0);
    const arrived = before.arrived + (fact.kind === 'stock.accepted' ? quantity : 0);
    transfers.set(transferId, { sent, arrived, complete: before.complete || complete });
  }
  return transfers;
}

/** What the work of storekeepers and clerks gives reason for. */
const EXPECTED: ReadonlySet<string> = new Set(['transfer-difference', 'order-left-beyond']);

/** I5: nothing is stuck. */
function checkSetApart({ explained }: AtRest, { parked, quarantine, exceptions, facts }: ServerState): void {
  demand(parked.size === 0, 'I5', () => `${parked.size} lines are parked`);
  demand(
    quarantine.size === 0,
    'I5',
    () => `quarantined: ${JSON.stringify([...quarantine.values()].map((line) => line.reason))}`,
  );
  const open = [...exceptions.values()].filter(({ code }) => !EXPECTED.has(code) && !explained(code));
  demand(open.length === 0, 'I5', () => `exceptions: ${JSON.stringify(open)}`);
  const held = [...facts.values()].filter((fact) => fact.held !== null);
  demand(held.length === 0, 'I5', () => `held: ${JSON.stringify(held.map(({ fact, held: why }) => [fact.seq, why]))}`);
}

/** I4: the server has each journal whole, byte by byte. */
function checkStored({ identity: { journalId } }: SimTill, truth: Truth, state: ServerState): void {
  const stored = [...state.facts.values()].filter(({ fact }) => fact.journalId === journalId);
  const facts = truth.facts(journalId);
  demand(
    stored.length === facts.length,
    'I4',
    () => `the server has ${stored.length} of ${facts.length} facts of ${journalId}`,
  );
  for (const { fact, line } of facts) {
    const copy = state.facts.get(`${journalId}/${fact.seq}`)?.line;
    const same = copy?.body === line.body && copy.signature === line.signature;
    demand(same, 'I4', () => `fact ${fact.seq} of ${journalId} is another on the server`);
  }
}

/** I7: numbers of a series run from 1 without a gap, in the order of the journal. */
function checkReceipts({ identity }: SimTill, truth: Truth): void {
  const orders = truth.facts(identity.journalId).filter(({ fact }) => fact.kind === 'order.completed');
  for (const [index, { fact }] of orders.entries()) {
    const { series, number } = (fact.payload as OrderCompleted).receipt;
    const right = series === identity.receiptSeries && number === index + 1;
    demand(right, 'I7', () => `receipt ${index + 1} of ${identity.receiptSeries} is ${series} ${number}`);
  }
}

/** I3: every receipt lies in a session, and every Z is the sum of its own; the drawer is counted here without the domain's help. */
function checkSessions({ identity: { journalId } }: SimTill, truth: Truth): void {
  const facts = truth.facts(journalId).map(({ fact }) => fact);
  let before: SessionClosed | null = null;
  let session: { drawer: number; total: number } | null = null;
  for (const fact of facts) {
    if (fact.kind === 'session.opened') {
      demand(session === null, 'I3', () => `fact ${fact.seq} opens a session in a session`);
      session = { drawer: (fact.payload as SessionOpened).float, total: 0 };
    } else if (fact.kind === 'cash.moved' && session) {
      session.drawer += (fact.payload as CashMoved).amount;
    } else if (fact.kind === 'order.completed') {
      const { total, rounding } = fact.payload as OrderCompleted;
      demand(session !== null, 'I3', () => `receipt ${fact.id} lies in no session`);
      session = { drawer: session.drawer + total + rounding, total: session.total + total };
    } else if (fact.kind === 'session.closed') {
      const z = fact.payload as SessionClosed;
      const faults = checkZ({ ...fact, payload: z }, facts, before);
      demand(faults.length === 0, 'I3', () => `Z ${z.zNumber} does not hold: ${JSON.stringify(faults)}`);
      const same = z.totals.drawer === session?.drawer && z.totals.total === session.total;
      demand(same, 'I3', () => `Z ${z.zNumber} says ${z.totals.drawer}, ${z.totals.total}: ${JSON.stringify(session)}`);
      before = z;
      session = null;
    }
  }
}

/** I3: integers add up, counted here without the domain's help. */
function checkSums({ lines, total, taxTotal, taxes, rounding, payments, pricesIncludeTax }: OrderCompleted): void {
  const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0);
  for (const line of lines) {
    const amount = line.listAmount + sum(line.adjustments.map((adjustment) => adjustment.amount));
    demand(line.amount === amount, 'I3', () => `line ${line.id} is ${line.amount}, not ${amount}`);
  }
  const tax = sum(lines.flatMap((line) => line.taxes.map((each) => each.amount)));
  demand(
    tax === taxTotal && sum(taxes.map((each) => each.amount)) === tax,
    'I3',
    () => `taxes of ${taxTotal}, not ${tax}`,
  );
  const due = sum(lines.map((line) => line.amount)) + (pricesIncludeTax ? 0 : tax);
  demand(total === due, 'I3', () => `a total of ${total}, not ${due}`);
  const paid = sum(payments.map(({ tendered, change }) => tendered - change));
  demand(paid === total + rounding, 'I3', () => `${paid} were paid for ${total} rounded by ${rounding}`);
}
