import Type from 'typebox';
import { v7 as uuid } from 'uuid';
import type { Fact, FactDraft } from '#contracts/facts/envelope.ts';
import type { CountPlanned, CountRecorded } from '#contracts/facts/stock-facts.ts';
import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import { Count, Id, Marks, parseJson } from '#contracts/schema.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { createStore, type Readable } from '#renderer/app/external-store.ts';
import type { ItemStorage, TillStore } from '#renderer/store/till-store.ts';
import { type CountFigure, figureKey, type PendingFigure, recordingsOf, saidFigures } from './count-figures.ts';

export interface CountingView {
  /** Everything that the operator counted in this round, in the order in which it was counted first. */
  figures: ReadonlyMap<string, CountFigure>;
  /** How many of them are not in the journal yet. */
  pending: number;
  /** Places of which the operator said that this is all. */
  complete: ReadonlySet<string>;
  /** Why they could not be journalled. */
  fault: Fault | null;
}

export interface Counting {
  view: Readable<CountingView>;
  /** So many are there; `add` is on top of what was counted before. */
  add(at: { placeId: string; variantId: string }, quantity: number): void;
  set(at: { placeId: string; variantId: string }, quantity: number): void;
  /** This is all at a place; whether it is in the journal. */
  completePlace(placeId: string): Promise<boolean>;
  /** Journals everything that is not yet. */
  flush(): Promise<boolean>;
  /** Stops by itself journalling; what is pending is kept. */
  close(): void;
}

export interface CountingPorts {
  host: HostApi;
  store: Pick<TillStore, 'counts' | 'countFacts' | 'project'>;
  kept: ItemStorage;
  plan: CountPlanned;
  operatorId: string;
  /** How far this till's own journal is. */
  ownSeq(): { journalId: string; seq: number };
  now(): number;
  /** Calls back after so many milliseconds; gives a function that stops it. */
  later(callback: () => void, delayMs: number): () => void;
}

/** What is told in one go, and which figures it holds. */
interface Telling {
  drafts: FactDraft[];
  figures: readonly PendingFigure[];
}

/** A figure that has been quiet for so long becomes a fact; so do all once there are so many. */
const QUIET_MS = 3000;
const MANY = 50;

const Kept = Type.Array(
  Type.Object(
    { placeId: Id, variantId: Id, quantity: Count, known: Marks, at: Type.Number() },
    { additionalProperties: false },
  ),
);

/**
 * One person's counting of one round: figures are kept on the disk as they are said, with what the till knows at that moment, and go into
 * the journal a few at a time, so that neither a crash nor the network takes any of them.
 */
export async function openCounting(ports: CountingPorts): Promise<Counting> {
  const { host, store, kept, plan, operatorId, now } = ports;
  const keptKey = `omnitill-count-${plan.countId}-${plan.round}-${operatorId}`;
  const said = saidFigures(await store.countFacts(plan.countId), { round: plan.round, operatorId });
  const before = parseJson(Kept, kept.getItem(keptKey) ?? '[]');
  const pending = new Map<string, PendingFigure>(
    before.ok ? before.value.map((figure) => [figureKey(figure), figure]) : [],
  );
  for (const [key, { placeId, variantId, quantity }] of pending)
    said.figures.set(key, { placeId, variantId, quantity });
  const view = createStore<CountingView>({ ...said, pending: pending.size, fault: null });
  let learning: Promise<void> = Promise.resolve();
  let flushing: Promise<boolean> = Promise.resolve(true);
  let stopTimer: (() => void) | null = null;
  let closed = false;
  /** What got no answer: it may be journalled, so that the same is told again before anything else. */
  let unanswered: Telling | null = null;

  function keep(): void {
    if (pending.size === 0) kept.removeItem(keptKey);
    else kept.setItem(keptKey, JSON.stringify([...pending.values()]));
    view.update((current) => ({ ...current, pending: pending.size }));
  }

  async function known(): Promise<Record<string, number>> {
    const { journalId, seq } = ports.ownSeq();
    return { ...(await store.counts()).known, [journalId]: seq };
  }

  function say(at: Pick<CountFigure, 'placeId' | 'variantId'>, quantity: number): void {
    const figure = { placeId: at.placeId, variantId: at.variantId, quantity };
    const key = figureKey(figure);
    view.update((current) => ({ ...current, figures: new Map(current.figures).set(key, figure) }));
    const moment = now();
    learning = learning.then(async () => {
      pending.set(key, { ...figure, known: await known(), at: moment });
      keep();
      if (pending.size >= MANY) void flush();
      else wakeLater();
    });
  }

  function wakeLater(): void {
    if (closed || stopTimer || pending.size === 0) return;
    stopTimer = ports.later(() => {
      stopTimer = null;
      void journal((figure) => now() - figure.at >= QUIET_MS).then(wakeLater);
    }, QUIET_MS);
  }

  /** One at a time, in order; false where the host refused or gave no answer. */
  function journal(which: (figure: PendingFigure) => boolean, last?: () => Promise<CountRecorded>): Promise<boolean> {
    flushing = flushing.then(async () => {
      if (unanswered && !(await tell(unanswered))) return false;
      const groups = recordingsOf([...pending.values()].filter(which), plan);
      const payloads = [...groups.map(({ payload }) => payload), ...(last ? [await last()] : [])];
      if (payloads.length === 0) return true;
      const drafts = payloads.map((payload) => ({ id: uuid(), kind: 'count.recorded', version: 1, payload }));
      return tell({ drafts, figures: groups.flatMap(({ figures }) => figures) });
    });
    return flushing;
  }

  async function tell(telling: Telling): Promise<boolean> {
    const answer = await attempt(host, 'journal.append', { drafts: telling.drafts });
    unanswered = !answer.ok && 'unanswered' in answer ? telling : null;
    view.update((current) => ({ ...current, fault: answer.ok ? null : answer.fault }));
    if (!answer.ok) return false;
    // They are in the journal; what the disk does not take now is read from there later.
    await store.project(answer.facts as Fact[]).catch(() => undefined);
    for (const figure of telling.figures) {
      // Said anew meanwhile: that is still to be told.
      if (pending.get(figureKey(figure)) === figure) pending.delete(figureKey(figure));
    }
    keep();
    return true;
  }

  async function flush(): Promise<boolean> {
    await learning;
    return journal(() => true);
  }

  wakeLater();
  return {
    view,
    add(at, quantity) {
      say(at, (view.get().figures.get(figureKey(at))?.quantity ?? 0) + quantity);
    },
    set: say,
    async completePlace(placeId) {
      await learning;
      const { countId, locationId, round } = plan;
      const done = await journal(
        () => true,
        async () => ({ countId, locationId, placeId, round, known: await known(), lines: [], complete: true }),
      );
      if (done) view.update((current) => ({ ...current, complete: new Set(current.complete).add(placeId) }));
      return done;
    },
    flush,
    close() {
      closed = true;
      stopTimer?.();
    },
  };
}
