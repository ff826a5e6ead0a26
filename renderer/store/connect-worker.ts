import { wrap } from 'comlink';
import { HELD, type ViewsApi } from './worker/views-api.ts';

/** A `ViewsApi` that runs elsewhere. */
export interface ViewsConnection {
  views: ViewsApi;
  /** Rejects when it can't start. */
  failed: Promise<never>;
  /** Resolves when it answers no more, as when the browser took its memory. */
  gone: Promise<void>;
  end: () => void;
}

let started = 0;

/** Starts the worker that keeps the views. It holds a lock by its own name for as long as it lives, which tells of its end. */
export function connectWorker(): ViewsConnection {
  started += 1;
  const name = `views-${started}-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  const worker = new Worker(new URL('./worker/views.worker.ts', import.meta.url), { type: 'module', name });
  const failed = new Promise<never>((_, reject) => {
    worker.onerror = (event) => reject(new Error(`the worker for the views failed: ${event.message}`));
  });
  failed.catch(() => undefined);
  const gone = new Promise<void>((resolve) => {
    worker.addEventListener('message', ({ data }) => {
      if (data === HELD) void navigator.locks.request(name, () => resolve());
    });
  });
  return { views: wrap<ViewsApi>(worker), failed, gone, end: () => worker.terminate() };
}
