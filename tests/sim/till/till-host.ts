import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { HostEvent, HostStatus } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import { createAppendDrafts } from '#electron/host/append-drafts.ts';
import { type Clock, instant } from '#electron/host/clock.ts';
import type { JournalIdentity, Stamp } from '#electron/host/journal/compose-line.ts';
import { type AppendResult, type Journal, openJournal } from '#electron/host/journal/journal.ts';
import type { JournalStorage } from '#electron/host/journal/journal-storage.ts';
import { operatorMay } from '#electron/host/operator/credentials.ts';
import { type Push, type PushState, startPush } from '#electron/host/push.ts';
import { createServerApi, type ServerApi } from '#electron/host/server-api.ts';
import { type ServerLink, startServerLink } from '#electron/host/server-link.ts';
import { createAppendGate } from '#electron/host/session/append-gate.ts';
import { keepSession } from '#electron/host/session/session-keeper.ts';
import { createSessions, type Sessions } from '#electron/host/session/sessions.ts';
import { businessDateIn, tillSession } from '#electron/host/session/till-session.ts';

export interface TillHostOptions {
  identity: JournalIdentity;
  keys: { sign(hash: string): string; verify(hash: string, signature: string): boolean };
  token: string;
  storage: JournalStorage;
  fetch: typeof fetch;
  clock: Clock;
  random(): number;
  operatorId: string;
  config: HostConfig;
  newId(): string;
  /** The watermark kept by an earlier run. */
  watermark: number;
  onPush(state: PushState): void;
  /** What a test puts in the journal's place. */
  wrapJournal?: (journal: Journal) => Journal;
  wrapPush?: (push: Push) => Push;
}

/** A till's host without Electron, devices, sign-in and payments: journal, sessions, link and push, wired as `electron/host/till.ts` wires them. */
export interface TillHost {
  journal: Journal;
  push: Push;
  link: ServerLink;
  api: ServerApi;
  sessions: Sessions;
  append(drafts: readonly FactDraft[]): Promise<AppendResult>;
  read(afterSeq: number, limit: number): Promise<{ facts: Envelope[]; more: boolean }>;
  /** Calls back with the status, now and whenever it changes. */
  subscribe(listener: (event: HostEvent) => void): () => void;
}

export const SERVER_URL = 'http://server';
/** Small, so that runs cross several segments. */
const SEGMENT_BYTES = 12_000;
const RECOVER_MS = 5_000;
const STATUS: HostStatus = {
  version: '0',
  phase: 'ready',
  fault: null,
  serverUrl: SERVER_URL,
  config: null,
  journal: null,
  online: true,
  onlineSince: '2026-11-02T08:00:00.000Z',
  signedIn: null,
  session: null,
  payments: [],
  demoPins: null,
  printer: { configured: false, jobs: [] },
  devices: [],
};

export async function openTillHost(options: TillHostOptions): Promise<TillHost> {
  const { identity, keys, token, storage, clock, random, operatorId, wrapJournal = same, wrapPush = same } = options;
  const opened = await openJournal({ storage, identity, ...keys, segmentBytes: SEGMENT_BYTES });
  const journal = wrapJournal(opened);
  const keeper = await keepSession(journal, false);
  const gate = createAppendGate();
  const config = () => options.config;
  const signedIn = () => ({ operatorId, training: false });
  const closing = new AbortController().signal;
  const api = createServerApi({ serverUrl: SERVER_URL, token, fetch: options.fetch, clock, closing });
  const listeners = new Set<(event: HostEvent) => void>();
  let cancelRecovery = () => {};
  let announced = false;

  /** One status event for all changes of a moment. */
  function changed(): void {
    if (announced) return;
    announced = true;
    queueMicrotask(() => {
      announced = false;
      for (const listener of listeners) listener(status());
    });
  }

  function status(): HostEvent {
    const { journalId } = journal;
    const { watermark } = push.state();
    const ordersWaiting = journal.countAfter('order.completed', watermark);
    const session = keeper.current();
    return {
      type: 'status',
      status: {
        ...STATUS,
        journal: { journalId, seq: journal.seq(), watermark, ordersWaiting },
        session: session && tillSession(session, options.config, clock.now()),
      },
    };
  }

  const link = startServerLink({
    api,
    clock,
    random,
    onState: changed,
    onConnected: () => push.wake('connected'),
    onAnnouncement: () => push.wake('announced'),
    onConfig: () => {},
  });

  const push = wrapPush(
    startPush({
      journal,
      clock,
      random,
      watermark: options.watermark,
      async send(lines) {
        const answer = await api.push(lines);
        if (!answer.ok && answer.why === 'unreachable') link.doubt();
        return answer;
      },
      onChange(state) {
        options.onPush(state);
        changed();
      },
    }),
  );

  function recoverLater(): void {
    cancelRecovery();
    cancelRecovery = clock.after(RECOVER_MS, async () => {
      await journal.recover();
      if (journal.fault() && journal.fault()?.code !== 'journal-damaged') recoverLater();
    });
  }

  async function append(drafts: readonly FactDraft[], stamp: Stamp): Promise<AppendResult> {
    const result = await journal.append(drafts, stamp);
    if (result.ok) push.wake('appended');
    else recoverLater();
    changed();
    return result;
  }

  async function appendOwn(drafts: FactDraft[], stamp: Stamp): Promise<AppendResult> {
    const result = await append(drafts, stamp);
    if (result.ok) for (const listener of listeners) listener({ type: 'journalled', facts: result.facts });
    return result;
  }

  function stampOf(): Stamp {
    const businessDate = keeper.current()?.opened.businessDate ?? businessDateIn(options.config, clock.now());
    return { at: instant(clock), businessDate, operatorId };
  }

  return {
    journal,
    push,
    link,
    api,
    sessions: createSessions({
      journal,
      receiptSeries: identity.receiptSeries,
      keeperOf: () => keeper,
      gate,
      append: appendOwn,
      stampOf,
      operators: {
        signedIn,
        isAllowed: async (permission, size) => operatorMay(options.config.config, operatorId, permission, size),
        identify: async () => ({ ok: true, operatorId }),
      },
      config,
      paymentsOpen: async () => false,
      onClosed: () => {},
      pulse: async () => ({ ok: true }),
      clock,
      newId: options.newId,
    }),
    append: createAppendDrafts({
      journal,
      operators: { signedIn },
      permissions: async () => null,
      pickupFault: () => null,
      payments: { guard: (drafts, next) => next(drafts) },
      gate,
      sessions: keeper,
      config,
      stampOf,
      append,
    }),
    async read(afterSeq, limit) {
      const facts = await journal.read(afterSeq, limit);
      return { facts, more: afterSeq + facts.length < journal.seq() };
    },
    subscribe(listener) {
      listeners.add(listener);
      listener(status());
      return () => listeners.delete(listener);
    },
  };
}

function same<T>(thing: T): T {
  return thing;
}
