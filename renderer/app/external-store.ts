import { useSyncExternalStore } from 'react';

/** A value that components can read and follow. */
export interface Readable<T> {
  get(): T;
  /** Calls back after every change; gives a function that stops it. */
  subscribe(listener: () => void): () => void;
}

/** One concern's state outside React: a value, replaced whole, with listeners. */
export interface ExternalStore<T> extends Readable<T> {
  set(next: T): void;
  update(change: (current: T) => T): void;
}

/** A store that begins with `initial`. Setting the same value again tells nobody. */
export function createStore<T>(initial: T): ExternalStore<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T): void => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The store's value, kept current while the component is mounted. */
export function useStore<T>(store: Readable<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}
