import Type, { type Static } from 'typebox';
import { Count } from '#contracts/schema.ts';
import { waitLeft } from '#domain/operator/pin-back-off.ts';
import { readStored, writeStored } from '#electron/host/stored-file.ts';

const Attempts = Type.Record(
  Type.String(),
  Type.Object({ failures: Count, lastAt: Count }, { additionalProperties: false }),
);

/** Wrong PINs by operator, kept on disk so that a restart gives no free guesses. Times are ms since 1970. */
export interface PinAttempts {
  /** How long an operator must wait before the next try; at most `maxMs`. */
  waitMs(operatorId: string, now: number, maxMs?: number): number;
  /** Counts a try as wrong, before it is checked: a host killed in between has counted it. Answers how to take that one back. */
  begin(operatorId: string, now: number): Promise<() => Promise<void>>;
  /** One more try need not wait; if that is wrong too, the wait goes on as long as it had become. */
  allow(operatorId: string): Promise<void>;
  /** The try was right after all. */
  clear(operatorId: string): Promise<void>;
}

/** A file that cannot be read counts as no wrong PINs: the shop must open. */
export async function openPinAttempts(file: string): Promise<PinAttempts> {
  const stored = await readStored(file, Attempts);
  const attempts = new Map(Object.entries(stored.found === 'value' ? stored.value : {}));

  function save(): Promise<void> {
    return writeStored(file, Object.fromEntries(attempts) satisfies Static<typeof Attempts>);
  }

  return {
    waitMs(operatorId, now, maxMs) {
      const attempt = attempts.get(operatorId);
      if (!attempt) return 0;
      attempt.lastAt = Math.min(attempt.lastAt, now);
      return waitLeft(attempt, now, maxMs);
    },
    async begin(operatorId, now) {
      const before = attempts.get(operatorId) ?? { failures: 0, lastAt: 0 };
      attempts.set(operatorId, { failures: before.failures + 1, lastAt: now });
      await save();
      return async () => {
        attempts.set(operatorId, before);
        await save();
      };
    },
    async allow(operatorId) {
      const attempt = attempts.get(operatorId);
      if (!attempt) return;
      attempts.set(operatorId, { ...attempt, lastAt: 0 });
      await save();
    },
    async clear(operatorId) {
      attempts.delete(operatorId);
      await save();
    },
  };
}
