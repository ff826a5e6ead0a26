import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { createFormats } from '#renderer/app/format.ts';
import { nearestLanguage } from '#renderer/app/i18n.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import type { Sale } from '#renderer/features/sell/sale.ts';
import { type CustomerWords, customerView, idleView } from './customer-view.ts';
import { createNewestPicture, loadThumbnail } from './newest-picture.ts';
import { isPlain, needsPlain, plainSale } from './plain-view.ts';
import { createCustomerShow } from './show-customer.ts';

/** A page that is not in sight is not painted. */
const UNPAINTED_MS = 100;

/** Shows the customer the sale, while somebody is signed in and anything is set up that shows it; welcomes them afterwards. */
export function useCustomerDisplay(sale: Sale, checkout: Checkout, config: RegisterConfig): void {
  const { i18n } = useTranslation();
  const { host, hostView, store } = useTill();
  const { name, language: storeLanguage, timeZone, currency } = config.store;
  const { code, digits } = currency;
  // The host sends its settings anew with every status: what they say counts, not which object says it.
  const words = useMemo<CustomerWords>(() => {
    const language = nearestLanguage([storeLanguage]);
    return {
      t: i18n.getFixedT(language),
      formats: createFormats({ language, storeLanguage, currency: { code, digits }, timeZone }),
      language,
      storeName: name,
    };
  }, [i18n, name, storeLanguage, timeZone, code, digits]);
  const plainWords = useMemo<CustomerWords>(
    () => ({
      t: i18n.getFixedT('en'),
      formats: createFormats({ language: 'en', storeLanguage: 'en', currency: { code, digits }, timeZone }),
      language: 'en',
      storeName: isPlain(name) ? name : '',
    }),
    [i18n, name, timeZone, code, digits],
  );
  useEffect(() => {
    const newest = createNewestPicture({ store, load: loadThumbnail, changed: () => show.changed() });
    const show = createCustomerShow({
      host,
      plain(view) {
        if (!needsPlain(view)) return null;
        // The last view, when somebody signs out, has no sale any more.
        if (view.state === 'idle') return idleView(plainWords);
        return customerView(checkout.stage.get(), plainSale(sale.view.get()), checkout.walk(), plainWords);
      },
      view() {
        if (hostView.get().status?.customerDisplay !== true) return null;
        const view = customerView(checkout.stage.get(), sale.view.get(), checkout.walk(), words);
        const picture = newest.of(sale.view.get());
        return view.state === 'cart' && picture !== null ? { ...view, picture } : view;
      },
      afterPaint,
    });
    const stops = [sale.view, checkout.stage, checkout.kept, hostView].map((each) => each.subscribe(show.changed));
    show.changed();
    return () => {
      for (const stop of stops) stop();
      show.end(idleView(words));
    };
  }, [sale, checkout, host, hostView, store, words, plainWords]);
}

function afterPaint(run: () => void): void {
  let done = false;
  const once = (): void => {
    if (!done) run();
    done = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, UNPAINTED_MS);
}
