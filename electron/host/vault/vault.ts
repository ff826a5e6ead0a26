import type { HostOutput } from '#contracts/ipc/host.ts';
import type { Clock } from '#electron/host/clock.ts';
import type { ServerAnswer } from '#electron/host/server-api.ts';
import type { StoredText, VaultFolder } from './vault-folder.ts';

/** Persons' texts beside the journal: kept as durably, sent before the facts that name them, forgotten when the server is sure to have them. */
export interface Vault {
  /** Refuses with `vault-full` what comes too fast, or beyond what may wait or be kept. */
  put(subjectId: string, text: string): Promise<HostOutput<'vault.put'>>;
  /**
   * Sends what waits, before facts are pushed. False when the server can't be reached: then facts have to wait as well. A text
   * that the server answers with a refusal is kept and sent no more; one that it fails on a few times no longer holds up facts,
   * and is tried again with later pushes.
   */
  flush(): Promise<boolean>;
  /** How far the server has durably taken the journal. One that fell back was restored, and is sent everything again. */
  heardWatermark(watermark: number): void;
  close(): Promise<void>;
}

export interface VaultOptions {
  folder: VaultFolder;
  send(subjectId: string, text: string): Promise<ServerAnswer<unknown>>;
  clock: Clock;
  /** The journal's newest seq. */
  seq(): number;
  watermark: number;
}

/** Kept after the server has it, in case that is restored from a backup. */
const KEEP_MS = 7 * 86_400_000;
/** What may wait to be sent, and what may lie on the disk in all: a shop offline for a day stays far below. */
const WAITING_MAX = { texts: 2000, bytes: 50_000_000 };
const KEPT_MAX = { texts: 10_000, bytes: 200_000_000 };
/** New texts in a minute: more than a queue of people can say. */
const PER_MINUTE = 60;
const MINUTE_MS = 60_000;
/** A server that fails on a text so often has facts pushed all the same. */
const FAILURES_MAX = 3;

export async function openVault(options: VaultOptions): Promise<Vault> {
  const { folder, clock } = options;
  const texts = new Map((await folder.load()).map((text) => [text.subjectId, text]));
  const failures = new Map<string, number>();
  /** When texts of the last minute were put, ms since 1970. */
  let recent: number[] = [];
  let watermark = options.watermark;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = last.then(task);
    last = result.catch(() => {});
    return result;
  }

  async function put(subjectId: string, text: string): Promise<HostOutput<'vault.put'>> {
    const known = texts.get(subjectId);
    if (known) return known.text === text ? { ok: true } : { ok: false, fault: { code: 'draft-invalid' } };
    const full = fullness(text.length);
    if (full) return { ok: false, fault: { code: 'vault-full', detail: full } };
    await makeRoom(text.length);
    const stored: StoredText = { subjectId, text, seq: options.seq(), state: 'waiting', at: clock.now() };
    try {
      await folder.save(stored);
    } catch (error) {
      return { ok: false, fault: { code: 'storage-full', detail: (error as Error).message } };
    }
    texts.set(subjectId, stored);
    recent = [...recent, stored.at];
    return { ok: true };
  }

  /** Why there is no room for so many characters more; null when there is. */
  function fullness(length: number): string | null {
    const now = clock.now();
    // A clock that was set back must not make the minute last until then.
    recent = recent.filter((at) => at <= now && now - at < MINUTE_MS);
    if (recent.length >= PER_MINUTE) return `${PER_MINUTE} texts in a minute`;
    const unsent = [...texts.values()].filter(({ state }) => state === 'waiting');
    if (exceeds(unsent, length, WAITING_MAX)) return 'too much waits to be sent';
    const stuck = [...texts.values()].filter((text) => !isSafe(text));
    return exceeds(stuck, length, KEPT_MAX) ? 'too much is kept' : null;
  }

  /** Forgets before their time what the server has, oldest first. */
  async function makeRoom(length: number): Promise<void> {
    for (const text of [...texts.values()].filter(isSafe)) {
      if (!exceeds([...texts.values()], length, KEPT_MAX)) return;
      await forget(text.subjectId);
    }
  }

  /** Whether the server has it, and the facts that name it. */
  function isSafe({ state, seq }: StoredText): boolean {
    return state === 'sent' && seq < watermark;
  }

  async function forget(subjectId: string): Promise<void> {
    texts.delete(subjectId);
    await folder.remove(subjectId).catch(() => {});
  }

  async function flush(): Promise<boolean> {
    for (const text of [...texts.values()]) {
      if (text.state !== 'waiting') continue;
      const answer = await options.send(text.subjectId, text.text);
      if (answer.ok) await setState(text, 'sent');
      else if (answer.why === 'refused') await setState(text, 'refused');
      else if (!answer.answered || failed(text.subjectId) < FAILURES_MAX) return false;
    }
    await prune();
    return true;
  }

  function failed(subjectId: string): number {
    const count = (failures.get(subjectId) ?? 0) + 1;
    failures.set(subjectId, count);
    return count;
  }

  /** A state that can't be written down costs a text sent twice. */
  async function setState(text: StoredText, state: StoredText['state']): Promise<void> {
    failures.delete(text.subjectId);
    const changed = { ...text, state, at: clock.now() };
    texts.set(text.subjectId, changed);
    await folder.save(changed).catch(() => {});
  }

  async function prune(): Promise<void> {
    for (const text of [...texts.values()]) {
      if (isSafe(text) && clock.now() - text.at >= KEEP_MS) await forget(text.subjectId);
    }
  }

  async function sendAgain(): Promise<void> {
    for (const text of [...texts.values()]) await setState(text, 'waiting');
  }

  return {
    put: (subjectId, text) => inTurn(() => put(subjectId, text)),
    flush: () => inTurn(flush),
    heardWatermark(now) {
      if (now < watermark) void inTurn(sendAgain);
      watermark = now;
    },
    close: async () => {
      await last;
    },
  };
}

/** Whether texts and one of `length` characters more come to more than they may. */
function exceeds(texts: readonly StoredText[], length: number, max: { texts: number; bytes: number }): boolean {
  const bytes = texts.reduce((sum, { text }) => sum + text.length, length);
  return texts.length >= max.texts || bytes > max.bytes;
}
