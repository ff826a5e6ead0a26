import type { JournalStorage } from '#electron/host/journal/journal-storage.ts';
import { MemoryJournalStorage, type StorageFault, type StorageStep } from '#tests/fixtures/memory-journal-storage.ts';
import type { Process } from '#tests/sim/kernel/process.ts';
import type { Random } from '#tests/sim/kernel/random.ts';

/** How bad a till's disk is, as probabilities per call. */
export interface DiskTrouble {
  /** The till dies before or after this call: its program, or the power with it. */
  crash: number;
  /** The call fails, with whatever it had done by then. */
  fails: number;
}

export const NO_DISK_TROUBLE: DiskTrouble = { crash: 0, fails: 0 };

/** How long each call takes, at most. */
const MOST_MS: Record<StorageStep, number> = { create: 8, append: 2, sync: 20, rewrite: 20, truncate: 4, read: 1 };

/** The disk that a till's journal is on. It outlives the till's program; what was not synced does not outlive the power. */
export class JournalDisk {
  readonly #random: Random;
  #storage = new MemoryJournalStorage();
  trouble = NO_DISK_TROUBLE;

  constructor(random: Random) {
    this.#random = random.fork('disk');
  }

  losePower(): void {
    this.#storage = this.#storage.crash({ random: () => this.#random.fraction() });
  }

  /** Only the program is gone. */
  loseProgram(): void {
    this.#storage = this.#storage.kill();
  }

  /** The disk with a segment changed, to be opened at once; whoever is connected is cut off. */
  changed(segment: string, change: (bytes: Buffer) => Buffer): JournalStorage {
    this.loseProgram();
    this.#storage.tamper(segment, change);
    return this.#storage;
  }

  /** Everything that can be read at present, by segment, oldest first. */
  async segments(): Promise<{ name: string; bytes: Uint8Array }[]> {
    const storage = this.#storage;
    const { faultAt } = storage;
    storage.faultAt = () => undefined;
    const segments = [];
    for (const { name, size } of await storage.list())
      segments.push({ name, bytes: await storage.read(name, 0, size) });
    storage.faultAt = faultAt;
    return segments;
  }

  /** A program's way to the disk. `die` ends the program. */
  connect(program: Process, die: (why: string) => void): JournalStorage {
    const storage = this.#storage;
    storage.faultAt = (step) => this.#fault(program, step);
    const call = async <T>(step: StorageStep, run: () => Promise<T>): Promise<T> => {
      await this.#mayDie(program, MOST_MS[step], () => die(`before ${step}`));
      const result = await run();
      await this.#mayDie(program, 1, () => die(`after ${step}`));
      return result;
    };
    return {
      list: () => call('read', () => storage.list()),
      create: (name) => call('create', () => storage.create(name)),
      read: (name, offset, length) => call('read', () => storage.read(name, offset, length)),
      append: (name, bytes) => call('append', () => storage.append(name, bytes)),
      sync: (name) => call('sync', () => storage.sync(name)),
      rewrite: (name) => call('rewrite', () => storage.rewrite(name)),
      truncate: (name, size) => call('truncate', () => storage.truncate(name, size)),
      close: () => storage.close(),
    };
  }

  async #mayDie(program: Process, mostMs: number, die: () => void): Promise<void> {
    await program.wait(this.#random.delayMs(mostMs));
    if (!this.#random.chance(this.trouble.crash)) return;
    die();
    await program.wait(0);
  }

  #fault(program: Process, step: StorageStep): StorageFault | undefined {
    if (step === 'read' || !this.#random.chance(this.trouble.fails)) return undefined;
    const code = this.#random.pick(['ENOSPC', 'EIO'] as const);
    program.note(`disk: ${step} fails with ${code}`);
    return { kind: 'fail', code, after: this.#random.int(0, 4000) };
  }
}
