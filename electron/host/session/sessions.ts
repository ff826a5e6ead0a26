import { v5 } from 'uuid';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { FactKind, PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault, HostInput, HostOutput } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { isBehind } from '#domain/session/business-date.ts';
import { checkDeclaration, countedAmount, differencesOf, floatExpected, needsReason } from '#domain/session/drawer.ts';
import { addSession } from '#domain/session/session-totals.ts';
import type { Clock } from '#electron/host/clock.ts';
import { type Stamp, trainingSeries } from '#electron/host/journal/compose-line.ts';
import type { AppendResult, Journal } from '#electron/host/journal/journal.ts';
import type { Operators, SignedIn } from '#electron/host/operator/operators.ts';
import type { AppendGate } from './append-gate.ts';
import { maySellFrom } from './selling-fault.ts';
import type { OpenSession, SessionKeeper } from './session-keeper.ts';
import { businessDateIn } from './till-session.ts';

type Refused = { ok: false; fault: Fault };
type Done = { ok: true } | Refused;

export interface Sessions {
  open(input: HostInput<'session.open'>): Promise<HostOutput<'session.open'>>;
  report(): Promise<HostOutput<'session.report'>>;
  close(input: HostInput<'session.close'>): Promise<HostOutput<'session.close'>>;
  handOver(input: HostInput<'session.hand-over'>): Promise<HostOutput<'session.hand-over'>>;
  moveCash(input: HostInput<'cash.move'>): Promise<Done>;
  openDrawer(input: HostInput<'drawer.open'>): Promise<Done>;
}

export interface SessionsOptions {
  journal: Pick<Journal, 'fact'>;
  receiptSeries: string;
  keeperOf(training: boolean): SessionKeeper;
  gate: AppendGate;
  /** Journals facts of the host's own making, past the gate. */
  append(drafts: FactDraft[], stamp: Stamp): Promise<AppendResult>;
  stampOf(operatorId: string | null, training: boolean): Stamp;
  operators: Pick<Operators, 'signedIn' | 'isAllowed' | 'identify'>;
  config(): HostConfig | null;
  /** Whether a payment is under way or its outcome unknown. */
  paymentsOpen(): Promise<boolean>;
  /** A session was closed: stored value that was set aside for this register goes back. */
  onClosed(): void;
  /** Pulses the cash drawer; one that is not there counts as opened by hand. */
  pulse(): Promise<Done>;
  clock: Clock;
  newId(): string;
}

/** Namespace of the ids of `drawer.opened` facts that come with a cash movement, so that each is journalled once. */
const FACT_IDS = '2d6fd9a4-50d3-49cf-8d0c-6a3c1f0b7e52';

interface Context extends SignedIn {
  config: HostConfig;
  policy: ReturnType<typeof storePolicy>;
  keeper: SessionKeeper;
}

/** Everything that happens to a session between float and Z. What decides on it runs alone, so that no fact slips in between. */
export function createSessions(options: SessionsOptions): Sessions {
  const { journal, gate, operators, clock, newId } = options;

  function context(): Context | Refused {
    const signedIn = operators.signedIn();
    const config = options.config();
    if (!config) return refused('not-enrolled');
    if (!signedIn) return refused('not-signed-in');
    const keeper = options.keeperOf(signedIn.training);
    return { ...signedIn, config, policy: storePolicy(config.config.store), keeper };
  }

  async function open(input: HostInput<'session.open'>): Promise<HostOutput<'session.open'>> {
    const { factId = newId(), float, counts, drawerId, overrideId } = input;
    if (await journal.fact(factId)) return { ok: true };
    const at = context();
    if ('ok' in at) return at;
    if (at.keeper.current()) return refused('session-open-already');
    const last = at.keeper.lastZ();
    const behind = last !== null && isBehind(options.stampOf(null, at.training).businessDate, last.totals.businessDate);
    if (behind && !(await operators.isAllowed('day-close', 0, overrideId, factId))) return refused('clock-behind');
    // Who may let the date go back may let a session be opened.
    const asked = behind ? 'day-close' : 'session-open';
    if (!(await operators.isAllowed(asked, 0, overrideId, factId))) return refused('permission-refused');
    if (counts && countedAmount(counts) !== float) return refused('draft-invalid', 'counts do not come to the float');
    const expected = floatExpected(last, at.keeper.lastDrawerId(), drawerId ?? null);
    const reason = input.difference;
    const needsOne = expected !== null && needsReason(float - expected, at.policy.session.tolerance);
    if (needsOne && !reason) return { ...refused('float-differs'), expected };
    const { store } = at.config.config;
    const cash = at.policy.tenders.find(({ kind, foreign }) => kind === 'cash' && !foreign)?.tenderId ?? 'cash';
    return journalled(at, 'session.opened', factId, {
      sessionId: newId(),
      float,
      currency: store.currency.code,
      ...(counts ? { counts } : {}),
      ...(cash === 'cash' ? {} : { cashTender: cash }),
      liabilitiesApart: true,
      accountable: at.operatorId,
      drawer: { mode: at.policy.session.drawer, ...(drawerId ? { drawerId } : {}) },
      ...(expected === null ? {} : { expected }),
      ...(expected !== null && expected !== float && reason ? { difference: reason } : {}),
      ...(overrideId === undefined ? {} : { overrideId }),
    });
  }

  async function report(): Promise<HostOutput<'session.report'>> {
    const at = context();
    if ('ok' in at) return at;
    const session = at.keeper.current();
    if (!session) return refused('session-not-open');
    // Who may close must see what to declare; where closing is blind, the window asks only once everything is declared.
    const allowed = (await operators.isAllowed('report-x')) || (await operators.isAllowed('session-close'));
    return allowed ? { ok: true, totals: session.totals } : refused('permission-refused');
  }

  async function close(input: HostInput<'session.close'>): Promise<HostOutput<'session.close'>> {
    const known = await journal.fact(input.factId);
    if (known) return known.kind === 'session.closed' ? { ok: true, closed: known } : refused('draft-invalid');
    const at = context();
    if ('ok' in at) return at;
    const session = at.keeper.current();
    if (!session) return refused('session-not-open');
    if (!at.training && (await options.paymentsOpen())) return refused('payments-open');
    if (!(await mayClose(at, session, input.overrideId))) return refused('permission-refused');
    const { tenders, session: rules } = at.policy;
    const wrong = checkDeclaration(session.totals, input, { tenders, tolerance: rules.tolerance });
    if (wrong) return refused('draft-invalid', `${wrong.code} ${wrong.tender}`);
    const result = await append(at, [{ id: input.factId, ...factOf('session.closed', zOf(at, session, input)) }]);
    if (!result.ok) return result;
    const [closed] = result.facts;
    if (!closed) throw new Error('session.closed was journalled and is not there');
    if (!at.training) options.onClosed();
    return { ok: true, closed };
  }

  /**
   * The one who answers for the drawer closes it. Nobody is locked in: once its day is over, or when nobody who answers for it is
   * an operator here any more, whoever may close sessions may close this one.
   */
  async function mayClose(at: Context, session: OpenSession, overrideId?: string): Promise<boolean> {
    const { sessionId } = session.totals;
    if (await operators.isAllowed('session-share', 0, overrideId, sessionId)) return true;
    return isTheirs(at, session) && operators.isAllowed('session-close', 0, overrideId, sessionId);
  }

  function isTheirs({ operatorId, config, policy }: Context, { opened, accountable }: OpenSession): boolean {
    const mode = opened.payload.drawer?.mode ?? policy.session.drawer;
    const over = businessDateIn(config, clock.now()) > opened.businessDate;
    const known = config.config.operators.some((operator) => operator.operatorId === accountable);
    return mode === 'shared' || accountable === operatorId || over || !known;
  }

  function zOf(at: Context, session: OpenSession, input: HostInput<'session.close'>): PayloadOf<'session.closed'> {
    const { totals } = session;
    const before = at.keeper.lastZ();
    return {
      sessionId: totals.sessionId,
      zNumber: (before?.zNumber ?? 0) + 1,
      series: at.training ? trainingSeries(options.receiptSeries) : options.receiptSeries,
      totals,
      declared: input.declared,
      differences: differencesOf(totals, input.declared).map((difference) => {
        const { reason, noteId } = input.differences.find(({ tender }) => tender === difference.tender) ?? {};
        return { ...difference, ...(reason ? { reason } : {}), ...(noteId ? { noteId } : {}) };
      }),
      perpetual: addSession(before?.perpetual ?? null, totals),
      left: input.left,
    };
  }

  async function handOver(input: HostInput<'session.hand-over'>): Promise<Done> {
    const { factId = newId(), to, counted, counts, overrideId } = input;
    if (await journal.fact(factId)) return { ok: true };
    const at = context();
    if ('ok' in at) return at;
    const session = at.keeper.current();
    if (!session) return refused('session-not-open');
    const { accountable: from, totals } = session;
    if (!isOperator(at, to)) return refused('operator-unknown');
    if (from === to) return { ok: true };
    if (!maySellFrom(session, at, at.config) && !(await mayTakeOver(at, to, overrideId, factId)))
      return refused('session-not-yours');
    if (counts && countedAmount(counts) !== counted)
      return refused('draft-invalid', 'counts do not come to the amount');
    const { sessionId, drawer: expected } = totals;
    const payload = { sessionId, from, to, counted, ...(counts ? { counts } : {}), expected };
    const allowed = overrideId === undefined ? {} : { overrideId };
    return journalled(at, 'session.handed-over', factId, { ...payload, ...allowed });
  }

  /** What a manager allows is to answer for the drawer oneself, not to give it to a third. */
  async function mayTakeOver(
    { operatorId }: Context,
    to: string,
    overrideId: string | undefined,
    factId: string,
  ): Promise<boolean> {
    return to === operatorId && operators.isAllowed('session-share', 0, overrideId, factId);
  }

  function isOperator({ config }: Context, id: string): boolean {
    return config.config.operators.some(({ operatorId }) => operatorId === id);
  }

  /** Who answers for the drawer from here on agrees to it: they are signed in, or show who they are. Before the gate: a wrong PIN is journalled. */
  async function receive(input: HostInput<'session.hand-over'>): Promise<HostOutput<'session.hand-over'>> {
    const { factId, to, pin, badge } = input;
    const known = factId !== undefined && (await journal.fact(factId)) !== undefined;
    const at = context();
    const open = !('ok' in at) && at.keeper.current() !== null && isOperator(at, to);
    if (!known && open && to !== at.operatorId) {
      const credentials = badge !== undefined ? { badge } : { operatorId: to, ...(pin === undefined ? {} : { pin }) };
      const proven = await operators.identify(credentials);
      if (!proven.ok) return proven;
      if (proven.operatorId !== to) return { ...refused('badge-unknown'), retryAfterMs: 0 };
    }
    const result = await gate.alone(() => handOver(input));
    return result.ok ? result : { ...result, retryAfterMs: 0 };
  }

  async function witnessCash({
    factId,
    ...moved
  }: HostInput<'cash.move'>): Promise<Refused | { ok: true; fresh?: true }> {
    if (await journal.fact(factId)) return { ok: true };
    const at = context();
    if ('ok' in at) return at;
    const session = at.keeper.current();
    if (!session && !at.training) return refused('session-not-open');
    if (session && !maySellFrom(session, at, at.config)) return refused('session-not-yours');
    if (!(await operators.isAllowed('cash-move', moved.amount, moved.overrideId, factId)))
      return refused('permission-refused');
    const { counts, reason, overrideId } = moved;
    if (counts && countedAmount(counts) !== moved.amount)
      return refused('draft-invalid', 'counts do not come to the amount');
    // Who trains needs no session: then it is of one that never was.
    const sessionId = session?.totals.sessionId ?? newId();
    const drawer = { cause: 'cash-move' as const, reason, ...(overrideId ? { overrideId } : {}) };
    const result = await append(at, [
      { id: factId, ...factOf('cash.moved', { sessionId, ...moved }) },
      { id: v5(`drawer.opened ${factId}`, FACT_IDS), ...factOf('drawer.opened', drawer) },
    ]);
    return result.ok ? { ok: true, fresh: true } : result;
  }

  async function witnessDrawer({
    factId = newId(),
    ...input
  }: HostInput<'drawer.open'>): Promise<Done & { fresh?: true }> {
    if (await journal.fact(factId)) return { ok: true };
    const at = context();
    if ('ok' in at) return at;
    const session = at.keeper.current();
    if (input.cause === 'no-sale') {
      if (!session && !at.training) return refused('session-not-open');
      if (!(await operators.isAllowed('no-sale', 0, input.overrideId, factId))) return refused('permission-refused');
    } else if (!(await mayCount())) return refused('permission-refused');
    const result = await journalled(at, 'drawer.opened', factId, input);
    return result.ok ? { ok: true, fresh: true } : result;
  }

  function trains(): boolean {
    return operators.signedIn()?.training === true;
  }

  async function mayCount(): Promise<boolean> {
    return (await operators.isAllowed('session-open')) || operators.isAllowed('session-close');
  }

  async function journalled<K extends FactKind>(
    at: Context,
    kind: K,
    id: string,
    payload: PayloadOf<K>,
  ): Promise<Done> {
    const result = await append(at, [{ id, ...factOf(kind, payload) }]);
    return result.ok ? { ok: true } : result;
  }

  function append({ operatorId, training }: Context, drafts: FactDraft[]): Promise<AppendResult> {
    return options.append(drafts, options.stampOf(operatorId, training));
  }

  return {
    open: (input) => gate.alone(() => open(input)),
    report,
    close: (input) => gate.alone(() => close(input)),
    handOver: receive,
    async moveCash(input) {
      const result = await gate.alone(() => witnessCash(input));
      if (!result.ok) return result;
      // The cash is booked: a drawer that does not open now is opened by its key.
      if (result.fresh && !trains()) void options.pulse();
      return { ok: true };
    },
    async openDrawer(input) {
      const result = await gate.alone(() => witnessDrawer(input));
      if (!result.ok) return result;
      return result.fresh && !trains() ? options.pulse() : { ok: true };
    },
  };
}

function factOf<K extends FactKind>(kind: K, payload: PayloadOf<K>): Omit<FactDraft, 'id'> {
  return { kind, version: 1, payload };
}

function refused(code: string, detail?: string): Refused {
  return { ok: false, fault: detail === undefined ? { code } : { code, detail } };
}
