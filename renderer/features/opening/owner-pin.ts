import { createStore, type ExternalStore } from '#renderer/app/external-store.ts';

/** The PIN that the owner has just chosen, until it has signed them in; kept nowhere. */
export const ownerPin: ExternalStore<string | null> = createStore<string | null>(null);
