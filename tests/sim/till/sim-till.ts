import type { ViewDocument } from '#contracts/views/documents.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import type { Clock } from '#electron/host/clock.ts';
import type { JournalIdentity } from '#electron/host/journal/compose-line.ts';
import { type Journal, openJournal } from '#electron/host/journal/journal.ts';
import type { JournalStorage } from '#electron/host/journal/journal-storage.ts';
import type { Push, PushState } from '#electron/host/push.ts';
import { Process } from '#tests/sim/kernel/process.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { World } from '#tests/sim/kernel/world.ts';
import type { Line } from '#tests/sim/network/network.ts';
import { JournalDisk } from './journal-disk.ts';
import { openTillHost, type TillHost } from './till-host.ts';
import { newWindowDisk, TillWindow } from './till-window.ts';
import type { ViewCopy } from './view-copy.ts';

/** What a test may put between a till's parts. */
export interface TillWraps {
  storage?: (storage: JournalStorage) => JournalStorage;
  journal?: (journal: Journal) => Journal;
  push?: (push: Push) => Push;
  document?: (document: ViewDocument) => ViewDocument;
  identity?: (identity: JournalIdentity, starts: number) => JournalIdentity;
  /** Hears what the push loop says. */
  pushed?: (state: PushState) => void;
}

export interface SimTillOptions {
  world: World;
  random: Random;
  name: string;
  identity: JournalIdentity;
  keys: { sign(hash: string): string; verify(hash: string, signature: string): boolean };
  token: string;
  operatorId: string;
  config: HostConfig;
  line: Line;
  /** A window is open: whoever works at it may begin. */
  onWindow(window: TillWindow): void;
  /** A pull of the store's feed has ended with nothing remaining. */
  onPulled(copy: ViewCopy): void;
  wraps?: TillWraps;
}

interface Running {
  program: Process;
  host: TillHost | undefined;
  window: TillWindow | undefined;
}

/** How long a till takes to come up again, at most. */
const BOOT_MS = 2_500;

/** One till: a disk that outlives everything, a host on it, and a window at the host. */
export class SimTill {
  readonly name: string;
  readonly identity: JournalIdentity;
  readonly locationId: string;
  readonly disk: JournalDisk;
  readonly windowDisk = newWindowDisk();
  readonly #options: SimTillOptions;
  readonly #random: Random;
  #running: Running | undefined;
  #watermark = 0;
  #pushState: PushState | undefined;
  #starts = 0;
  /** How far the till's clock is off. */
  skewMs = 0;

  constructor(options: SimTillOptions) {
    this.name = options.name;
    this.identity = options.identity;
    this.locationId = options.config.config.store.locationId;
    this.#options = options;
    this.#random = options.random.fork(options.name);
    this.disk = new JournalDisk(this.#random);
  }

  get host(): TillHost | undefined {
    return this.#running?.host;
  }

  get window(): TillWindow | undefined {
    return this.#running?.window;
  }

  /** What the push loop last said, also while it is starting. */
  get pushState(): PushState | undefined {
    return this.#pushState;
  }

  start(): void {
    if (this.#running) return;
    const program = new Process(this.name, this.#options.world);
    this.#running = { program, host: undefined, window: undefined };
    this.#starts += 1;
    program.note(`starts (${this.#starts})`);
    program.start(() => this.#boot(program).catch((error: unknown) => this.#giveUp(program, error)));
  }

  /** The program dies, or the power goes with it. It comes up again by itself. */
  crash(why: string, power: boolean): void {
    const running = this.#running;
    if (!running) return;
    running.program.note(`${power ? 'loses power' : 'is killed'} ${why}`);
    running.window?.program.kill();
    running.program.kill();
    this.#running = undefined;
    this.#pushState = undefined;
    if (power) this.#losePower();
    else this.disk.loseProgram();
    this.#options.world.after(this.#random.int(200, BOOT_MS), () => this.start());
  }

  /** Only the window is opened anew. */
  reload(): void {
    const running = this.#running;
    if (!running?.window) return;
    running.window.program.note('is reloaded');
    running.window.program.kill();
    running.window = undefined;
    running.program.after(this.#random.int(50, 1_000), () => this.#openWindow(running));
  }

  /** How the journal opens when a segment of it was changed. The till is over. */
  async openChanged(segment: string, change: (bytes: Buffer) => Buffer): Promise<Journal> {
    const { identity, keys } = this.#options;
    return openJournal({ storage: this.disk.changed(segment, change), identity, ...keys });
  }

  async #boot(program: Process): Promise<void> {
    const { identity, keys, token, operatorId, config, world, line, wraps = {} } = this.#options;
    const { storage: wrapStorage = same, identity: wrapIdentity = same } = wraps;
    const storage = this.disk.connect(program, (why) => this.crash(why, this.#random.chance(0.6)));
    const host = await openTillHost({
      identity: wrapIdentity(identity, this.#starts),
      keys,
      token,
      storage: wrapStorage(storage),
      fetch: line.fetchFor(program),
      clock: this.#clock(program),
      random: () => this.#random.fraction(),
      operatorId,
      config,
      newId: () => this.#random.uuid(world.nowMs),
      watermark: this.#watermark,
      onPush: (state) => this.#pushed(program, state),
      wrapJournal: wraps.journal,
      wrapPush: wraps.push,
    });
    const running = this.#running;
    if (running?.program !== program) return;
    running.host = host;
    program.note(
      `has ${host.journal.seq()} facts${host.journal.fault() ? `, ${JSON.stringify(host.journal.fault())}` : ''}`,
    );
    await program.wait(this.#random.int(50, 1_000));
    this.#openWindow(running);
  }

  /** A disk that fails while the till starts ends its program; somebody starts it again. */
  #giveUp(program: Process, error: unknown): void {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (program.alive) this.crash(`because ${error.message}`, false);
  }

  #openWindow(running: Running): void {
    if (!running.host) return;
    const { world, onWindow, onPulled, wraps } = this.#options;
    running.window = new TillWindow({
      program: new Process(this.name, world),
      world,
      random: this.#random,
      disk: this.windowDisk,
      host: running.host,
      pulled: onPulled,
      wrapDocument: wraps?.document,
    });
    onWindow(running.window);
  }

  /** The file with the watermark is written a moment later, and not synced. */
  #pushed(program: Process, state: PushState): void {
    this.#pushState = state;
    this.#options.wraps?.pushed?.(state);
    program.after(this.#random.delayMs(50), () => {
      this.#watermark = state.watermark;
    });
  }

  #losePower(): void {
    this.disk.losePower();
    const { world } = this.#options;
    for (const copy of this.windowDisk.views.copies.values()) copy.losePower(world.elapsedMs, this.#random);
    if (this.#random.chance(0.3)) this.#watermark = this.#random.int(0, this.#watermark);
  }

  #clock(program: Process): Clock {
    const { world } = this.#options;
    return { now: () => world.nowMs + this.skewMs, after: (ms, run) => program.after(ms, run) };
  }
}

function same<T>(thing: T): T {
  return thing;
}
