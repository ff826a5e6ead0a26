import { ChartNoAxesColumn, ClipboardList, ListChecks, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountPlanned } from '#contracts/facts/stock-facts.ts';
import { type CountRow, CountList as Counts } from '#contracts/http/counts.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import css from './count.module.css';
import { EarlierCounts } from './earlier-counts.tsx';
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
        <ul className={css.counts}>
          {open.map(({ plan }) => (
            <OpenCount
              key={plan.countId}
              plan={plan}
              row={byId.get(plan.countId)}
              names={new Map(config.operators.map(({ operatorId, name }) => [operatorId, name]))}
              onCount={() => show(`count/${plan.countId}`)}
              onReview={mayApprove ? () => show(`review/${plan.countId}`) : null}
            />
          ))}
        </ul>
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

interface OpenCountProps {
  plan: CountPlanned;
  row: CountRow | undefined;
  names: ReadonlyMap<string, string>;
  onCount: () => void;
  onReview: (() => void) | null;
}

function OpenCount({ plan, row, names, onCount, onReview }: OpenCountProps) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  return (
    <li className={css.count} data-testid="count-row" data-name={plan.name}>
      <div className={css.what}>
        <strong className={frame.name}>{plan.name}</strong>
        <span className={frame.sub}>
          {[
            t(`counts.kinds.${plan.kind}`),
            ...(plan.round > 1 ? [t('counts.round', { round: plan.round })] : []),
            ...(plan.blind ? [t('counts.blind')] : []),
            ...(plan.variantIds ? [t('counts.products', { count: plan.variantIds.length })] : []),
          ].join(' · ')}
        </span>
        {row?.places.map(({ placeId, variants, complete, operatorIds }) => (
          <span key={placeId} className={frame.sub} data-testid="count-place">
            {t(complete ? 'counts.placeComplete' : 'counts.placeCounted', {
              place: placeName(placeId),
              count: variants,
            })}
            {operatorIds.length > 0 && ` · ${operatorIds.map((id) => names.get(id) ?? id).join(', ')}`}
          </span>
        ))}
      </div>
      <div className={frame.buttons}>
        {onReview && (
          <Action size="lg" icon={ListChecks} onClick={onReview} data-testid="count-review">
            {t('counts.review.open')}
          </Action>
        )}
        <Action size="lg" icon={ClipboardList} onClick={onCount} data-testid="count-start">
          {t('counts.start')}
        </Action>
      </div>
    </li>
  );
}
