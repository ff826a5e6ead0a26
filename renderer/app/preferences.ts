import { createStore, type ExternalStore } from '#renderer/app/external-store.ts';
import { isLanguage, type Language } from '#renderer/app/i18n.ts';

/** What a person set on this till's screen; the colour scheme is kept by Mantine. */
export interface Preferences {
  /** `null`: follow the store, or the browser before there is one. */
  language: Language | null;
  muted: boolean;
}

const KEY = 'omnitill-preferences';

/** The preferences kept on this machine, written back on every change. */
export function createPreferences(storage: Storage): ExternalStore<Preferences> {
  const store = createStore<Preferences>(read(storage));
  store.subscribe(() => storage.setItem(KEY, JSON.stringify(store.get())));
  return store;
}

function read(storage: Storage): Preferences {
  try {
    const value: unknown = JSON.parse(storage.getItem(KEY) ?? '{}');
    const { language, muted } = (value ?? {}) as Partial<Record<keyof Preferences, unknown>>;
    return { language: isLanguage(language) ? language : null, muted: muted === true };
  } catch {
    return { language: null, muted: false };
  }
}
