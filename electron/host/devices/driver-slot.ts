/** One place for a driver, which follows its settings: the same settings keep the driver, others close it and make another. */
export interface DriverSlot<S, D> {
  driver(): D | null;
  follow(settings: S | null): void;
  /** Works with a driver of other settings for a while: the one there is lets go of its line meanwhile. */
  borrow<T>(settings: S, work: (driver: D) => Promise<T>): Promise<T | null>;
  close(): void;
}

export function driverSlot<S, D>(make: (settings: S) => D | null, end: (driver: D) => void): DriverSlot<S, D> {
  let settings: S | null = null;
  let driver: D | null = null;

  function set(next: S | null): void {
    if (driver !== null) end(driver);
    settings = next;
    driver = next === null ? null : make(next);
  }

  return {
    driver: () => driver,
    follow(next) {
      if (JSON.stringify(next) !== JSON.stringify(settings)) set(next);
    },
    async borrow(other, work) {
      if (driver !== null && JSON.stringify(other) === JSON.stringify(settings)) return work(driver);
      const kept = settings;
      set(null);
      const lent = make(other);
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
