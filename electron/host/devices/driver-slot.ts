import type { Fault } from '#contracts/ipc/host.ts';

/** One place for a driver, which follows its settings: the same settings keep the driver, others close it and make another. */
export interface DriverSlot<S, D> {
  /** Null also while the line is lent. */
  driver(): D | null;
  /** Why there is no driver of the settings there are. */
  fault(): Fault | null;
  follow(settings: S | null): void;
  /** Works with a driver of other settings for a while: the one there is lets go of its line until that is over. */
  borrow<T>(settings: S, work: (driver: D) => Promise<T>): Promise<T | null>;
  close(): void;
}

export function driverSlot<S, D>(make: (settings: S) => D | null, end: (driver: D) => void): DriverSlot<S, D> {
  let settings: S | null = null;
  let driver: D | null = null;
  let fault: Fault | null = null;
  let borrowers = 0;

  /** The driver, or why there can be none. */
  function made(wanted: S): { driver: D | null; fault: Fault | null } {
    try {
      return { driver: make(wanted), fault: null };
    } catch (error) {
      return { driver: null, fault: { code: 'device-address-invalid', detail: (error as Error).message } };
    }
  }

  /** Ends the driver there is, and makes that of the settings once nobody borrows the line. */
  function renew(): void {
    if (driver !== null) end(driver);
    ({ driver, fault } = settings === null || borrowers > 0 ? { driver: null, fault: null } : made(settings));
  }

  function follow(next: S | null): void {
    if (JSON.stringify(next) === JSON.stringify(settings)) return;
    settings = next;
    renew();
  }

  return {
    driver: () => driver,
    fault: () => fault,
    follow,
    async borrow(other, work) {
      if (driver !== null && JSON.stringify(other) === JSON.stringify(settings)) return work(driver);
      borrowers += 1;
      renew();
      const lent = made(other).driver;
      try {
        return lent && (await work(lent));
      } finally {
        if (lent !== null) end(lent);
        borrowers -= 1;
        renew();
      }
    },
    close: () => follow(null),
  };
}
