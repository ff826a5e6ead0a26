import type { Fault } from '#contracts/ipc/host.ts';

/** One place for a driver, which follows its settings: the same settings keep the driver, others close it and make another. */
export interface DriverSlot<S, D> {
  driver(): D | null;
  /** Why there is no driver of the settings there are. */
  fault(): Fault | null;
  follow(settings: S | null): void;
  /** Works with a driver of other settings for a while: the one there is lets go of its line meanwhile. */
  borrow<T>(settings: S, work: (driver: D) => Promise<T>): Promise<T | null>;
  close(): void;
}

export function driverSlot<S, D>(make: (settings: S) => D | null, end: (driver: D) => void): DriverSlot<S, D> {
  let settings: S | null = null;
  let driver: D | null = null;
  let fault: Fault | null = null;

  /** The driver, or why there can be none. */
  function made(wanted: S): { driver: D | null; fault: Fault | null } {
    try {
      return { driver: make(wanted), fault: null };
    } catch (error) {
      return { driver: null, fault: { code: 'device-address-invalid', detail: (error as Error).message } };
    }
  }

  function set(next: S | null): void {
    if (driver !== null) end(driver);
    settings = next;
    ({ driver, fault } = next === null ? { driver: null, fault: null } : made(next));
  }

  return {
    driver: () => driver,
    fault: () => fault,
    follow(next) {
      if (JSON.stringify(next) !== JSON.stringify(settings)) set(next);
    },
    async borrow(other, work) {
      if (driver !== null && JSON.stringify(other) === JSON.stringify(settings)) return work(driver);
      const kept = settings;
      set(null);
      const lent = made(other).driver;
      try {
        return lent && (await work(lent));
      } finally {
        if (lent !== null) end(lent);
        if (settings === null) set(kept);
      }
    },
    close: () => set(null),
  };
}
