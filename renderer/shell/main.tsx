import '@fontsource-variable/inter';
import '@fontsource-variable/noto-sans-sc';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '#renderer/app/tokens.css';
import { createBrowserHost } from '#renderer/app/browser-host.ts';
import { createDeviceHost } from '#renderer/app/device-host.ts';
import { pageMeta } from '#renderer/app/page-meta.ts';
import { openTillStore } from '#renderer/store/open-till-store.ts';
import { startTill } from './start-till.tsx';

const hostless = pageMeta('omnitill-hostless') !== '';
const host = window.omnitill ?? (hostless ? createDeviceHost() : createBrowserHost(pageMeta('omnitill-token')));
startTill({ host, openStore: (journalId) => openTillStore({ journalId, host }) });
