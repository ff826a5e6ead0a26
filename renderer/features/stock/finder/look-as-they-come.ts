import type { TillStore } from '#renderer/store/till-store.ts';

/**
 * Looks a code up that nothing has, again with everything that arrives while the shop's products come for the first time. `look` answers
 * whether it was found; `ended` is called when all are here and it was not. Gives what stops it. Where products are not coming it ends at
 * once.
 */
export function lookAsTheyCome(
  store: Pick<TillStore, 'progress' | 'onProgress'>,
  look: () => Promise<boolean>,
  ended: () => void,
): () => void {
  let stopped = false;
  let due = false;
  let busy = false;
  const stop = (): void => {
    stopped = true;
    leave();
  };
  const turn = async (): Promise<void> => {
    due = true;
    if (busy) return;
    busy = true;
    while (due && !stopped) {
      due = false;
      const isLast = store.progress().state !== 'first';
      const found = await look();
      if (stopped || !(found || isLast)) continue;
      stop();
      if (!found) ended();
    }
    busy = false;
  };
  const leave = store.onProgress(() => void turn());
  if (store.progress().state !== 'first') void turn();
  return stop;
}
