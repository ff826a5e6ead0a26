import '@fontsource-variable/inter';
import '@fontsource-variable/noto-sans-sc';
import '#renderer/app/tokens.css';
import './customer.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createStore } from '#renderer/app/external-store.ts';
import { pageMeta } from '#renderer/app/page-meta.ts';
import { browserFeed } from './browser-feed.ts';
import { CustomerScreen } from './customer-screen.tsx';
import { BEFORE_ANYTHING, shownAfter } from './customer-shown.ts';

followScheme(matchMedia('(prefers-color-scheme: dark)'));
const shown = createStore(BEFORE_ANYTHING);
const feed = window.omnitillCustomer ?? browserFeed(pageMeta('omnitill-token'));
feed.subscribe((event) => shown.update((current) => shownAfter(current, event)));
const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <CustomerScreen shown={shown} />
  </StrictMode>,
);

/** Light or dark as the system is, by the design tokens of the till. */
function followScheme(dark: MediaQueryList): void {
  const follow = (): void => {
    document.documentElement.dataset.mantineColorScheme = dark.matches ? 'dark' : 'light';
  };
  dark.addEventListener('change', follow);
  follow();
}
