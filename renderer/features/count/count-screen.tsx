import { ArrowLeft, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CountPlanned } from '#contracts/facts/stock-facts.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { CountWork } from './count-work.tsx';
import { useCounting } from './use-counting.ts';
import { useOpenCounts } from './use-open-counts.ts';

interface CountScreenProps extends StockSectionProps {
  countId: string;
  onLeave: () => void;
}

/** Counting, as long as the count is open; a round that begins meanwhile begins here too. */
export function CountScreen(props: CountScreenProps) {
  const { t } = useTranslation();
  const { countId, onLeave } = props;
  const counts = useOpenCounts();
  const plan = counts?.find((count) => count.plan.countId === countId)?.plan;
  if (plan) return <Round key={plan.round} {...props} plan={plan} />;
  if (!counts) return null;
  return (
    <StartFrame title={t('counts.title')} hint="" onBack={onLeave} testId="count-over">
      <Empty icon={SearchX} title={t('counts.over')} text={t('counts.overText')}>
        <Action icon={ArrowLeft} onClick={onLeave} data-testid="count-over-back">
          {t('stock.back')}
        </Action>
      </Empty>
    </StartFrame>
  );
}

function Round({ plan, ...props }: CountScreenProps & { plan: CountPlanned }) {
  const counting = useCounting(plan, props.operatorId);
  return counting && <CountWork {...props} plan={plan} counting={counting} />;
}
