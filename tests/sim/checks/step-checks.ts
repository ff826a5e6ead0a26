import type { ViewDocument } from '#contracts/views/documents.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import type { World } from '#tests/sim/kernel/world.ts';
import type { ServerState } from '#tests/sim/server/server-state.ts';
import type { SimServer } from '#tests/sim/server/sim-server.ts';
import type { SimTill } from '#tests/sim/till/sim-till.ts';
import type { TillHost } from '#tests/sim/till/till-host.ts';
import type { TillWindow } from '#tests/sim/till/till-window.ts';
import type { ViewCopy } from '#tests/sim/till/view-copy.ts';
import { OrderChecks } from './order-checks.ts';
import type { Truth } from './truth.ts';
import { demand } from './violation.ts';

/** How long a window may go without hearing of a fact in its own journal. */
const TOLD_WITHIN_MS = 2_000;

/** What must be shown, and by which document. */
interface Figure {
  document: ViewDocument;
  onHand: number;
}

export interface Watched {
  world: World;
  truth: Truth;
  server: SimServer;
  tills: readonly SimTill[];
  variantIds: readonly string[];
  /** Of the stores that are in the run. */
  locationIds: readonly string[];
}

/** Checks after every step what must hold at every moment. */
export class StepChecks {
  readonly #watched: Watched;
  readonly #orders: OrderChecks;
  #state: ServerState | undefined;
  /** The highest watermark ever committed, by journal: what a till may believe. */
  readonly #committed = new Map<string, number>();
  readonly #hosts = new WeakSet<TillHost>();
  readonly #durableAtMs = new Map<string, number[]>();
  readonly #windowSinceMs = new WeakMap<TillWindow, number>();
  readonly #expected = new WeakMap<ViewCopy, { version: string; figures: Map<string, Figure> }>();
  readonly #shownFrom = new WeakMap<ViewCopy, Map<string, number>>();

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#orders = new OrderChecks(watched);
  }

  async check(): Promise<void> {
    for (const till of this.#watched.tills) await this.#checkJournal(till);
    this.#checkServer();
    for (const till of this.#watched.tills) {
      this.#checkWatermark(till);
      if (till.window) this.#checkWindow(till, till.window);
      if (till.window) await this.#orders.check(till, till.window);
    }
  }

  /** I1, I4: what is durable stays, as it is. */
  async #checkJournal({ host, identity: { journalId }, disk }: SimTill): Promise<void> {
    if (!host) return;
    const { truth, world } = this.#watched;
    const fault = host.journal.fault();
    demand(fault?.code !== 'journal-damaged', 'I4', () => `an undamaged journal is called damaged: ${fault?.detail}`);
    const isNew = !this.#hosts.has(host);
    if (!isNew && host.journal.seq() === truth.facts(journalId).length) return;
    this.#hosts.add(host);
    const segments = await disk.segments();
    truth.observe(journalId, Buffer.concat(segments.map(({ bytes }) => bytes)), host.journal.seq());
    const since = this.#durableAtMs.get(journalId) ?? [];
    while (since.length < host.journal.seq()) since.push(world.elapsedMs);
    this.#durableAtMs.set(journalId, since);
  }

  /** The server holds a prefix of each journal, as it was journalled, and its stock is the sum of it. */
  #checkServer(): void {
    const { server, truth, variantIds, locationIds } = this.#watched;
    const { state } = server.database;
    const before = this.#state;
    if (state === before) return;
    this.#state = state;
    for (const journalId of truth.journalIds) {
      const seq = state.journals.get(journalId)?.seq ?? 0;
      const from = before?.journals.get(journalId)?.seq ?? 0;
      const facts = truth.facts(journalId);
      demand(
        seq <= facts.length,
        'I1',
        () => `the server took ${seq} facts of ${journalId}, which has ${facts.length}`,
      );
      for (let at = Math.min(from, seq) + 1; at <= seq; at++) {
        const stored = state.facts.get(`${journalId}/${at}`)?.line.hash;
        demand(stored === facts[at - 1]?.line.hash, 'I4', () => `fact ${at} of ${journalId} is another on the server`);
      }
      this.#committed.set(journalId, Math.max(seq, this.#committed.get(journalId) ?? 0));
    }
    const taken = (journalId: string, seq: number) => seq <= (state.journals.get(journalId)?.seq ?? 0);
    for (const locationId of locationIds) {
      for (const variantId of variantIds) {
        const onHand = state.stock.get(`${locationId}/${variantId}`);
        if (onHand === undefined) continue;
        const sum = truth.onHand(locationId, variantId, taken);
        demand(onHand === sum, 'I2', () => `the server has ${onHand} of ${variantId}; its facts say ${sum}`);
      }
    }
  }

  /** I10: what a till says the server has was durable there. */
  #checkWatermark({ name, identity: { journalId }, pushState }: SimTill): void {
    const watermark = pushState?.watermark ?? 0;
    const most = this.#committed.get(journalId) ?? 0;
    demand(
      watermark <= most,
      'I10',
      () => `${name} believes ${watermark} facts are taken; never more than ${most} were`,
    );
  }

  #checkWindow(till: SimTill, window: TillWindow): void {
    const copy = window.keeper.active;
    this.#checkTold(till, window);
    if (!copy.index.stock.own) return;
    this.#checkFigures(till, window, copy);
  }

  /** I6: a window hears of everything in its journal. */
  #checkTold({ name, identity: { journalId } }: SimTill, window: TillWindow): void {
    const now = this.#watched.world.elapsedMs;
    const since = this.#windowSinceMs.get(window) ?? now;
    this.#windowSinceMs.set(window, since);
    for (const [index, durableAt] of (this.#durableAtMs.get(journalId) ?? []).entries()) {
      if (window.told.has(index + 1) || now - Math.max(since, durableAt) < TOLD_WITHIN_MS) continue;
      demand(false, 'I6', () => `the window of ${name} was never told of fact ${index + 1}`);
    }
  }

  /** I6: every figure counts each fact that its document says it counts and each own one above, once. */
  #checkFigures(till: SimTill, window: TillWindow, copy: ViewCopy): void {
    const { truth, variantIds } = this.#watched;
    const version = `${copy.applied} ${window.told.size} ${truth.version}`;
    const known = this.#expected.get(copy);
    const figures = known?.version === version ? known.figures : this.#figures(till, window, copy);
    this.#expected.set(copy, { version, figures });
    for (const variantId of variantIds) {
      const figure = figures.get(variantId);
      const shown = window.shown(variantId);
      if (!figure || shown === figure.onHand) continue;
      const { id, position } = figure.document;
      demand(
        false,
        'I6',
        () => `${till.name} shows ${shown} of ${variantId}, not ${figure.onHand} (${id} at ${position})`,
      );
    }
  }

  #figures(till: SimTill, window: TillWindow, copy: ViewCopy): Map<string, Figure> {
    const { truth, variantIds } = this.#watched;
    const own = till.identity.journalId;
    const figures = new Map<string, Figure>();
    for (const variantId of variantIds) {
      const document = documentInForce(copy, variantId);
      if (!document) continue;
      this.#checkForward(till, copy, variantId, document.position);
      const { marks } = JSON.parse(document.data) as { marks: Record<string, number> };
      const counts = (journalId: string, seq: number) =>
        seq <= (marks[journalId] ?? 0) || (journalId === own && window.told.has(seq));
      figures.set(variantId, { document, onHand: truth.onHand(till.locationId, variantId, counts) });
    }
    return figures;
  }

  /** Nothing jumps back while one copy answers. */
  #checkForward({ name }: SimTill, copy: ViewCopy, variantId: string, position: number): void {
    const positions = this.#shownFrom.get(copy) ?? new Map<string, number>();
    this.#shownFrom.set(copy, positions);
    const before = positions.get(variantId) ?? 0;
    demand(position >= before, 'I6', () => `${name} went back from position ${before} to ${position} for ${variantId}`);
    positions.set(variantId, position);
  }
}

/** The newest document that has the variant's figure: a withdrawn overlay until the page that folds it in is there. */
function documentInForce({ documents, lastLive }: ViewCopy, variantId: string): ViewDocument | undefined {
  const page = documents.get(`stock-page/${pageOf(variantId)}`);
  const overlay = lastLive.get(`stock-overlay/${variantId}`);
  if (overlay && overlay.position > (page?.position ?? 0)) return overlay;
  return page?._deleted ? undefined : page;
}
