import { ChartNoAxesColumn, ClipboardList, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { CountList as Counts } from '#contracts/http/counts.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useServer } from '#renderer/app/use-server.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import css from './count.module.css';
import { EarlierCounts } from './earlier-counts.tsx';
import { OpenCounts } from './open-counts.tsx';
import { useOpenCounts } from './use-open-counts.ts';

/** How often it is asked how far the counts have come. */
const ASK_AGAIN_MS = 15_000;

interface CountListProps extends StockSectionProps {
  mayApprove: boolean;
}

/** The store's counts: open ones are known here, how far they are and the earlier ones by the server. */
export function CountList({ config, mayApprove, onOpen, onBack }: CountListProps) {
  const { t } = useTranslation();
  const open = useOpenCounts();
  const asked = useServer('/counts', Counts);
  const { again } = asked;
  useEffect(() => {
    if (open === null) return;
    // Others count too.
    again();
    const timer = setInterval(again, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [open, again]);
  const rows = asked.answer?.ok ? asked.answer.value.counts : [];
  const byId = new Map(rows.map((row) => [row.plan.countId, row]));
  const done = rows.filter(({ plan }) => plan.status !== 'open');
  const show = (subject: string): void => onOpen({ section: 'count', subject });
  return (
    <StartFrame title={t('counts.title')} hint={t('counts.hint')} onBack={onBack} testId="counts">
      {mayApprove && (
        <div className={frame.buttons}>
          <Action tone="next" size="lg" icon={Plus} onClick={() => show('new')} data-testid="count-plan">
            {t('counts.plan')}
          </Action>
          <Action size="lg" icon={ChartNoAxesColumn} onClick={() => show('shrinkage')} data-testid="count-shrinkage">
            {t('counts.shrinkage.title')}
          </Action>
        </div>
      )}
      {open?.length === 0 && (
        <Empty
          icon={ClipboardList}
          title={t('counts.none')}
          text={t(mayApprove ? 'counts.noneManager' : 'counts.noneText')}
        />
      )}
      {open && open.length > 0 && (
        <OpenCounts
          rows={open.map(({ plan }) => ({ plan, row: byId.get(plan.countId) }))}
          nameOf={(operatorId) => operatorName(config, operatorId)}
          onCount={({ plan }) => show(`count/${plan.countId}`)}
          onReview={mayApprove ? ({ plan }) => show(`review/${plan.countId}`) : null}
        />
      )}
      {done.length > 0 && (
        <section className={css.counts} aria-label={t('counts.earlier')}>
          <h3 className={frame.heading}>{t('counts.earlier')}</h3>
          <EarlierCounts rows={done} onReview={mayApprove ? ({ plan }) => show(`review/${plan.countId}`) : undefined} />
        </section>
      )}
    </StartFrame>
  );
}
