import type { Fact, FactDraft } from '#contracts/facts/envelope.ts';
import type { HostApi, HostEvent, HostInput, HostMethod, HostOutput } from '#contracts/ipc/host.ts';
import type { ViewDocument } from '#contracts/views/documents.ts';
import type { Cart } from '#domain/order/cart.ts';
import { firstOf } from '#electron/host/clock.ts';
import type { AppendResult } from '#electron/host/journal/journal.ts';
import type { Sessions } from '#electron/host/session/sessions.ts';
import type { FactProjection } from '#renderer/store/local/fact-projection.ts';
import { JournalFollower } from '#renderer/store/local/journal-follower.ts';
import { listFulfilments } from '#renderer/store/local/list-fulfilments.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';
import type { Process } from '#tests/sim/kernel/process.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { World } from '#tests/sim/kernel/world.ts';
import { followEvents } from './follow-events.ts';
import { Projection, type ProjectionDisk } from './projection.ts';
import type { TillHost } from './till-host.ts';
import type { ViewCopy } from './view-copy.ts';
import { ViewKeeper, type ViewsDisk } from './view-keeper.ts';

/** What a window leaves on its disk. */
export interface WindowDisk {
  views: ViewsDisk;
  projection: ProjectionDisk;
  cart: Cart | null;
  /** A Z that was asked for, until it is known to be made: asked again it is the same. */
  closing: HostInput<'session.close'> | null;
}

export function newWindowDisk(): WindowDisk {
  return {
    views: { pointer: undefined, copies: new Map() },
    projection: { facts: new Map(), work: new Map(), mark: 0 },
    cart: null,
    closing: null,
  };
}

export interface TillWindowOptions {
  program: Process;
  world: World;
  random: Random;
  disk: WindowDisk;
  host: TillHost;
  /** A pull of the store's feed has ended with nothing remaining. */
  pulled(copy: ViewCopy): void;
  wrapDocument?: (document: ViewDocument) => ViewDocument;
}

/** A till's window without its screens: views, projection and cart, wired as `renderer/store/open-till-store.ts` wires them. */
export class TillWindow {
  readonly keeper: ViewKeeper;
  readonly program: Process;
  /** Seqs of own facts that this window has been told of. */
  readonly told: Set<number>;
  readonly #options: TillWindowOptions;
  readonly #projection: Projection;
  readonly #follower: JournalFollower;

  constructor(options: TillWindowOptions) {
    const { program, world, random, disk, host, wrapDocument } = options;
    const { journalId } = host.journal;
    this.program = program;
    this.#options = options;
    this.told = new Set(disk.projection.facts.keys());
    for (let seq = 1; seq <= disk.projection.mark; seq++) this.told.add(seq);
    this.#projection = new Projection(disk.projection, program, random);
    this.#follower = new JournalFollower({
      host: this.#hostApi(),
      journalId,
      projection: this.#projection as unknown as FactProjection,
      took: (facts) => this.#project(facts),
    });
    this.keeper = new ViewKeeper({
      journalId,
      disk: disk.views,
      program,
      world,
      random,
      ask: (path, signal) => this.#ask(path, signal),
      ownFacts: async (afterSeq) => {
        await this.#follower.level;
        return this.#projection.ownFacts(afterSeq);
      },
      pulled: options.pulled,
      wrapDocument,
    });
    followEvents({
      program,
      random,
      ask: (path) => host.api.forward(path, { accept: 'text/event-stream' }, program.killed),
      moved: (feed) => this.keeper.resync(feed),
    });
  }

  get journalId(): string {
    return this.#options.host.journal.journalId;
  }

  /** How far the till has written its journal. */
  get ownSeq(): number {
    return this.#options.host.journal.seq();
  }

  /** The figure on the screen; null while there is none. */
  shown(variantId: string): number | null {
    return this.keeper.active.index.stock.shown(variantId)?.onHand ?? null;
  }

  /** Online orders as the work board shows them. */
  fulfilments(): Promise<Fulfilment[]> {
    const views = [...this.keeper.active.index.fulfilments.values()];
    return listFulfilments(async () => views, this.#projection, this.journalId);
  }

  /** Has the host journal drafts; what it answers is counted at once. */
  async append(drafts: readonly FactDraft[]): Promise<AppendResult> {
    const result = await this.#call(() => this.#options.host.append(drafts));
    if (result.ok) await this.#project(result.facts);
    return result;
  }

  /** A call of the host about its session. */
  ask<T>(run: (sessions: Sessions) => Promise<T>): Promise<T> {
    return this.#call(() => run(this.#options.host.sessions));
  }

  async #project(facts: readonly Fact[]): Promise<void> {
    for (const { seq } of facts) this.told.add(seq);
    this.keeper.addOwn(this.#projection.ownFactsOf(facts));
    await this.#projection.project(facts);
  }

  /** Through the host's proxy, until the request or the window is given up. */
  async #ask(path: string, signal: AbortSignal): Promise<Response> {
    const ends = firstOf([signal, this.program.killed]);
    try {
      return await this.#options.host.api.forward(path, {}, ends.signal);
    } finally {
      ends.release();
    }
  }

  /** A call of the host takes a moment each way; the host goes on with it when the window is gone. */
  async #call<T>(run: () => Promise<T>): Promise<T> {
    const { program, random } = this.#options;
    await program.wait(random.delayMs(3));
    const result = await run();
    await program.wait(random.delayMs(3));
    return result;
  }

  #hostApi(): HostApi {
    const { host, program, random } = this.#options;
    const read = ({ afterSeq, limit }: HostInput<'journal.read'>) => this.#call(() => host.read(afterSeq, limit));
    return {
      call: async <M extends HostMethod>(method: M, input: HostInput<M>): Promise<HostOutput<M>> => {
        if (method !== 'journal.read') throw new Error(`the simulated host has no ${method}`);
        return (await read(input as HostInput<'journal.read'>)) as HostOutput<M>;
      },
      subscribe: (listener) =>
        host.subscribe((event: HostEvent) => program.after(random.delayMs(3), () => listener(event))),
    };
  }
}
