import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostApi } from '#contracts/ipc/host.ts';
import { type ExternalStore, type Readable, useStore } from '#renderer/app/external-store.ts';
import { createFormats, type Formats } from '#renderer/app/format.ts';
import type { HostView } from '#renderer/app/host-status.ts';
import type { Preferences } from '#renderer/app/preferences.ts';
import type { Sound } from '#renderer/app/sounds.ts';
import type { KeyLayers } from '#renderer/keys/key-layers.ts';
import type { ItemStorage, Progress, TillStore } from '#renderer/store/till-store.ts';

/** Everything that lives outside React and that screens lean on. */
export interface Till {
  host: HostApi;
  hostView: Readable<HostView>;
  /** `null` until the register is enrolled and its database is open. */
  store: Readable<TillStore | null>;
  /** Why the database did not open; a code of the error registry. */
  storeFault: Readable<string | null>;
  preferences: ExternalStore<Preferences>;
  /** What must outlive a crash; empty while the database is not open. */
  kept: ItemStorage;
  keys: KeyLayers;
  play: (sound: Sound) => void;
}

const TillContext = createContext<Till | null>(null);
export const TillProvider = TillContext.Provider;

/** The till; only below `TillProvider`. */
export function useTill(): Till {
  const till = useContext(TillContext);
  if (!till) throw new Error('useTill: no TillProvider above');
  return till;
}

/** Formats for the language on screen and the store's currency and time zone. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const store = useStore(useTill().hostView).status?.config?.store;
  const language = i18n.language;
  return useMemo(
    () =>
      createFormats({
        language,
        storeLanguage: store?.language ?? language,
        currency: store?.currency ?? { code: 'XXX', digits: 2 },
        timeZone: store?.timeZone ?? 'UTC',
      }),
    [language, store?.language, store?.currency, store?.timeZone],
  );
}

/** How much of the shop's data has arrived; `null` while there is no database. */
export function useProgress(): Progress | null {
  const store = useStore(useTill().store);
  const [progress, setProgress] = useState<Progress | null>(() => store?.progress() ?? null);
  useEffect(() => {
    if (!store) return;
    setProgress(store.progress());
    return store.onProgress(setProgress);
  }, [store]);
  return progress;
}
