import { type ComponentProps, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '#renderer/ui/page.tsx';

const ReportsScreen = lazy(async () => ({ default: (await import('./reports-screen.tsx')).ReportsScreen }));

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
