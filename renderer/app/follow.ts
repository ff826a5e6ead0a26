/** Reads now and after every change, one read at a time; changes during a read lead to one more. */
export function follow(
  read: (wanted: () => boolean) => Promise<void>,
  sources: ((listener: () => void) => () => void)[],
): () => void {
  let wanted = true;
  let state: 'idle' | 'reading' | 'stale' = 'idle';
  const run = async (): Promise<void> => {
    if (state !== 'idle') {
      state = 'stale';
      return;
    }
    do {
      state = 'reading';
      await read(() => wanted);
    } while (wanted && (state as string) === 'stale');
    state = 'idle';
  };
  void run();
  const stops = sources.map((source) => source(() => void run()));
  return () => {
    wanted = false;
    for (const stop of stops) stop();
  };
}
