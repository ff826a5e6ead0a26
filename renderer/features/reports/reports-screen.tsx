import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '#domain/operator/permission.ts';
import { mayOf, type ShiftProps } from '#renderer/app/at-till.ts';
import { type ExternalStore, useStore } from '#renderer/app/external-store.ts';
import { Page } from '#renderer/ui/page.tsx';
import { BehindView } from './behind/behind-view.tsx';
import type { Destination } from './destination.ts';
import type { FixProblem } from './fix-report.tsx';
import { groupsFor } from './report-list.ts';
import { ReportNav } from './report-nav.tsx';
import type { ReportsPlace } from './report-place.ts';
import { ReportView } from './report-view.tsx';
import css from './reports.module.css';
import { ReportsProvider } from './reports-context.ts';

interface ReportsScreenProps extends ShiftProps {
  top: ReactNode;
  /** What was looked at when the section was left. */
  place: ExternalStore<ReportsPlace>;
  onGo: (destination: Destination) => void;
  /** Makes a product of something on the fix list; null for whoever may not. */
  onMake: ((problem: FixProblem) => void) | null;
}

/** The manager's home and the reports, grouped; the rows behind a number stand in the place of its report. */
export function ReportsScreen({ top, place, onGo, onMake, ...who }: ReportsScreenProps) {
  const { t } = useTranslation();
  const { status, config, operatorId } = who;
  const { report: wanted, behind } = useStore(place);
  const today = status.signedIn?.businessDate ?? status.session?.businessDate ?? new Date().toISOString().slice(0, 10);
  const may = (permission: Permission): boolean => mayOf(config, operatorId, permission);
  const groups = groupsFor(may);
  const report = groups.flatMap(({ reports }) => reports).find((id) => id === wanted) ?? 'home';
  const shown = useKeptScroll(place, behind === null ? report : 'behind');
  return (
    <ReportsProvider value={{ ...who, today, place, may, onGo }}>
      <Page title={t('rail.reports')} top={top}>
        <div className={css.split}>
          <ReportNav
            groups={groups}
            report={report}
            onReport={(next) =>
              place.update((current) => ({
                ...current,
                report: next,
                behind: null,
                exception: null,
                pages: 1,
                scroll: 0,
              }))
            }
          />
          <div ref={shown} className={css.reports} data-testid={`report-${report}`}>
            {behind ? <BehindView behind={behind} /> : <ReportView report={report} onMake={onMake} />}
          </div>
        </div>
      </Page>
    </ReportsProvider>
  );
}

/** Keeps how far down a report was when its rows were opened, or the section was left, and goes there again as soon as it is as long. */
function useKeptScroll(place: ExternalStore<ReportsPlace>, view: string) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const shown = ref.current;
    const scroller = shown?.parentElement?.parentElement;
    if (!shown || !scroller) return;
    const isBehind = view === 'behind';
    const wanted = isBehind ? place.get().behindScroll : place.get().scroll;
    scroller.scrollTop = wanted;
    const growing = new ResizeObserver(() => {
      if (scroller.scrollTop < wanted) scroller.scrollTop = wanted;
      if (scroller.scrollTop >= wanted) growing.disconnect();
    });
    if (wanted > scroller.scrollTop) growing.observe(shown);
    const note = (): void => {
      growing.disconnect();
      const at = scroller.scrollTop;
      place.update((current) => (isBehind ? { ...current, behindScroll: at } : { ...current, scroll: at }));
    };
    scroller.addEventListener('scrollend', note);
    return () => {
      growing.disconnect();
      scroller.removeEventListener('scrollend', note);
    };
  }, [place, view]);
  return ref;
}
