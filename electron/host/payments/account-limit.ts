import Type from 'typebox';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { Count } from '#contracts/schema.ts';
import type { Clock } from '#electron/host/clock.ts';
import { latestWriter, readStored } from '#electron/host/stored-file.ts';

/**
 * How long a register may put sales on account without having heard of its server: a day, so that an outage over an evening stops
 * nobody, and an account that was closed stops within two days at most.
 */
export const ACCOUNT_OFFLINE_MS = 24 * 60 * 60 * 1000;

const Contact = Type.Object({ at: Count }, { additionalProperties: false });

/** Knows when the server was last heard of, also after a restart. */
export interface AccountLimit {
  heard(): void;
  /** Why a draft may not be put on account; null for every other draft. */
  fault(draft: FactDraft): Fault | null;
  settled(): Promise<void>;
}

export async function openAccountLimit(file: string, clock: Clock, online: () => boolean): Promise<AccountLimit> {
  const stored = await readStored(file, Contact);
  const writer = latestWriter(file);
  let at = stored.found === 'value' ? stored.value.at : 0;

  function heard(): void {
    at = clock.now();
    writer.write({ at });
  }

  return {
    heard,
    fault({ kind }) {
      if (kind !== 'account.charged') return null;
      if (online()) heard();
      const late = clock.now() - at > ACCOUNT_OFFLINE_MS;
      return late ? { code: 'value-offline', detail: 'on account' } : null;
    },
    settled: writer.settled,
  };
}
