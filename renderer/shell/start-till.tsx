import { MantineProvider } from '@mantine/core';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { HostApi } from '#contracts/ipc/host.ts';
import { createStore, type ExternalStore, type Readable } from '#renderer/app/external-store.ts';
import { followHost, type HostView } from '#renderer/app/host-status.ts';
import { createI18n, nearestLanguage } from '#renderer/app/i18n.ts';
import { pageMeta } from '#renderer/app/page-meta.ts';
import { createPreferences } from '#renderer/app/preferences.ts';
import { createSounds } from '#renderer/app/sounds.ts';
import { cssVariables, theme } from '#renderer/app/theme.ts';
import { type Till, TillProvider } from '#renderer/app/till-context.tsx';
import { attachKeys } from '#renderer/keys/key-layers.ts';
import { KeysProvider } from '#renderer/keys/use-key-layer.ts';
import { StoreError } from '#renderer/store/store-error.ts';
import type { ItemStorage, TillStore } from '#renderer/store/till-store.ts';
import { App } from './app.tsx';
import { followScanners } from './follow-scanners.ts';

export interface StartOptions {
  host: HostApi;
  openStore: (journalId: string) => Promise<TillStore>;
}

/** Starts the till in this page: words, keys, the host's status, the database as soon as there is a journal, the screen. */
export function startTill({ host, openStore }: StartOptions): void {
  const nonce = pageMeta('csp-nonce');
  if (nonce) setNonce(nonce);
  const preferences = createPreferences(localStorage);
  const { view: hostView } = followHost(host);
  const store = createStore<TillStore | null>(null);
  const storeFault = createStore<string | null>(null);
  followJournal(hostView, store, storeFault, openStore);
  const keys = attachKeys(window);
  followScanners(host, keys);
  const till: Till = {
    host,
    hostView,
    store,
    storeFault,
    preferences,
    kept: keptIn(store),
    keys,
    play: createSounds(preferences),
  };
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={createI18n(preferences.get().language ?? nearestLanguage(navigator.languages))}>
        <MantineProvider
          theme={theme}
          defaultColorScheme="auto"
          getStyleNonce={() => nonce}
          cssVariablesResolver={cssVariables}
        >
          <TillProvider value={till}>
            <KeysProvider value={till.keys}>
              <App />
            </KeysProvider>
          </TillProvider>
        </MantineProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}

/** What the open database keeps. */
function keptIn(store: Readable<TillStore | null>): ItemStorage {
  return {
    getItem: (key) => store.get()?.kept.getItem(key) ?? null,
    setItem: (key, text) => store.get()?.kept.setItem(key, text),
    removeItem: (key) => store.get()?.kept.removeItem(key),
  };
}

/**
 * Opens the database of the register's journal once there is one, and another when the register begins a new journal.
 * One that does not open is tried again with the host's next status, unless another window has it.
 */
function followJournal(
  hostView: Readable<HostView>,
  store: ExternalStore<TillStore | null>,
  storeFault: ExternalStore<string | null>,
  openStore: (journalId: string) => Promise<TillStore>,
): void {
  let opened: string | null = null;
  const follow = (): void => {
    const journalId = hostView.get().status?.journal?.journalId ?? null;
    if (journalId === null || journalId === opened) return;
    opened = journalId;
    void store.get()?.close();
    store.set(null);
    openStore(journalId).then(
      (database) => {
        storeFault.set(null);
        if (opened === journalId) store.set(database);
        else void database.close();
      },
      (error: unknown) => {
        const code = error instanceof StoreError ? error.code : 'storage-unusable';
        storeFault.set(code);
        if (code !== 'window-elsewhere') opened = null;
      },
    );
  };
  hostView.subscribe(follow);
  follow();
}
