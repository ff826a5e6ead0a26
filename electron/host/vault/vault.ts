import type { HostOutput } from '#contracts/ipc/host.ts';
import type { Clock } from '#electron/host/clock.ts';
import type { ServerAnswer } from '#electron/host/server-api.ts';
import type { StoredText, VaultFolder } from './vault-folder.ts';

/** Persons' texts beside the journal: kept as durably, sent before the facts that name them, forgotten when the server is sure to have them. */
export interface Vault {
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
/** A server that fails on a text so often has facts pushed all the same. */
const FAILURES_MAX = 3;

export async function openVault(options: VaultOptions): Promise<Vault> {
  const { folder, clock } = options;
  const texts = new Map((await folder.load()).map((text) => [text.subjectId, text]));
  const failures = new Map<string, number>();
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
    const stored: StoredText = { subjectId, text, seq: options.seq(), state: 'waiting', at: clock.now() };
    try {
      await folder.save(stored);
    } catch (error) {
      return { ok: false, fault: { code: 'storage-full', detail: (error as Error).message } };
    }
    texts.set(subjectId, stored);
    return { ok: true };
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
    for (const { subjectId, state, at, seq } of [...texts.values()]) {
      if (state !== 'sent' || seq >= watermark || clock.now() - at < KEEP_MS) continue;
      texts.delete(subjectId);
      await folder.remove(subjectId).catch(() => {});
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
