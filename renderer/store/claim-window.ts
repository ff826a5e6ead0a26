import { StoreError } from './store-error.ts';

/** A page that is being left keeps its claim for a moment. */
const PATIENCE_MS = 5_000;

/**
 * Claims the databases for this window, so that no other writes them: their in-memory indexes would not hear of it. Gives
 * what releases the claim; rejects with `window-elsewhere` when another window keeps it.
 */
export async function claimWindow(name: string): Promise<() => void> {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return () => undefined;
  return new Promise((claimed, refused) => {
    locks
      .request(
        name,
        { signal: AbortSignal.timeout(PATIENCE_MS) },
        () => new Promise<void>((release) => claimed(() => release())),
      )
      .catch((error: unknown) => refused(new StoreError('window-elsewhere', error)));
  });
}
