import { type ComponentProps, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '#renderer/ui/page.tsx';

const AGAIN_MS = 2000;

const fetchScreen = async () => (await import('./reports-screen.tsx')).ReportsScreen;
let fetched: ReturnType<typeof fetchScreen> | null = null;

const ReportsScreen = lazy(async () => {
  try {
    fetched ??= fetchScreen();
    return { default: await fetched };
  } catch {
    // Half of it may be here, as without its styles: the page begins anew as soon as it can be had.
    await untilServed();
    location.reload();
    return new Promise<never>(() => undefined);
  }
});

/** Fetches the reports ahead, for a device whose network may be gone when they are opened. */
export function fetchReports(): void {
  fetched ??= fetchScreen();
  fetched.catch(() => undefined);
}

async function untilServed(): Promise<void> {
  const page = await fetch('/', { cache: 'no-store' }).catch(() => null);
  if (page?.ok) return;
  await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  await untilServed();
}

/** The reports, fetched when they are first opened: selling waits for none of their charts. */
export function LazyReports(props: ComponentProps<typeof ReportsScreen>) {
  const { t } = useTranslation();
  return (
    <Suspense
      fallback={
        <Page title={t('rail.reports')} top={props.top}>
          <p role="status">{t('shift.loading')}</p>
        </Page>
      }
    >
      <ReportsScreen {...props} />
    </Suspense>
  );
}
