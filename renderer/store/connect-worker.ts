import { wrap } from 'comlink';
import type { ViewsApi } from './worker/views-api.ts';

/** A `ViewsApi` that runs elsewhere. */
export interface ViewsConnection {
  views: ViewsApi;
  /** Rejects when it can't start. */
  failed: Promise<never>;
  end: () => void;
}

/** Starts the worker that keeps the views. */
export function connectWorker(): ViewsConnection {
  const worker = new Worker(new URL('./worker/views.worker.ts', import.meta.url), { type: 'module', name: 'views' });
  const failed = new Promise<never>((_, reject) => {
    worker.onerror = (event) => reject(new Error(`the worker for the views failed: ${event.message}`));
  });
  failed.catch(() => undefined);
  return { views: wrap<ViewsApi>(worker), failed, end: () => worker.terminate() };
}
