import { createStore, type ExternalStore } from '#renderer/app/external-store.ts';

/** Whether whoever signs in next wants to train. */
export const trainNext: ExternalStore<boolean> = createStore(false);
