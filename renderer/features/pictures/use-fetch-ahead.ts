import { useEffect } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { follow } from '#renderer/app/follow.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { createFetchAhead } from './fetch-ahead.ts';
import { thumbnailUrl } from './picture-url.ts';

/** What rests for so long is let go on, busy or not. */
const REST_MS = 2000;

/** Keeps thumbnails of what stands on tiles at hand, quietly, while there is a network. */
export function useFetchAhead(): void {
  const { store: storeOf, hostView } = useTill();
  const store = useStore(storeOf);
  const online = useStore(hostView).status?.online ?? false;
  useEffect(() => {
    if (!store || !online) return;
    const ahead = createFetchAhead({ store, fetch: fetchThumbnail, rest });
    let wanted = true;
    let isWhole = store.progress().state !== 'first';
    const stop = follow(
      async (still) => {
        if (isWhole) await ahead.all(still);
      },
      [
        (listener) =>
          store.onProgress(({ state }) => {
            if (isWhole || state === 'first') return;
            isWhole = true;
            listener();
          }),
        (listener) => store.onChange((ids) => (ids === null ? listener() : void ahead.of(ids, () => wanted))),
      ],
    );
    return () => {
      wanted = false;
      stop();
    };
  }, [store, online]);
}

async function fetchThumbnail(hash: string): Promise<boolean> {
  try {
    const response = await fetch(thumbnailUrl(hash), { priority: 'low' });
    await response.arrayBuffer();
    return response.status < 500;
  } catch {
    return false;
  }
}

function rest(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: REST_MS }));
}
