import { mayOf } from '#renderer/app/at-till.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { CountList } from './count-list.tsx';
import { CountReview } from './count-review.tsx';
import { CountScreen } from './count-screen.tsx';
import { PlanCount } from './plan-count.tsx';
import { ShrinkageScreen } from './shrinkage-screen.tsx';

/** Counting: the list of counts, or what its subject names: `new`, `shrinkage`, `count/<id>`, `review/<id>`. */
export function CountSection(props: StockSectionProps) {
  const { task, config, operatorId, onOpen } = props;
  const [what, countId = ''] = (task.subject ?? '').split('/');
  const mayApprove = mayOf(config, operatorId, 'count-approve');
  const toList = (): void => onOpen({ section: 'count' });
  if (what === 'count') return <CountScreen {...props} countId={countId} onLeave={toList} />;
  if (what === 'review' && mayApprove) return <CountReview {...props} countId={countId} onLeave={toList} />;
  if (what === 'new' && mayApprove) return <PlanCount {...props} onLeave={toList} />;
  if (what === 'shrinkage' && mayApprove) return <ShrinkageScreen {...props} onLeave={toList} />;
  return <CountList {...props} mayApprove={mayApprove} />;
}
