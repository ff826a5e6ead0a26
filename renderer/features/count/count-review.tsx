import { useTranslation } from 'react-i18next';
import { CountReviewAnswer } from '#contracts/http/counts.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useAskAgain } from '#renderer/app/use-ask-again.ts';
import { useServer } from '#renderer/app/use-server.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import { ReviewWork } from './review-work.tsx';

/** How often an open count is asked for again: others count on, and tills that it waits for are heard. */
const ASK_AGAIN_MS = 5000;

interface CountReviewProps extends StockSectionProps {
  countId: string;
  onLeave: () => void;
}

/** What a count comes to, and what becomes of it. */
export function CountReview({ countId, config, onLeave }: CountReviewProps) {
  const { t } = useTranslation();
  const asked = useServer(`/counts/${countId}/review`, CountReviewAnswer);
  const { answer, again } = asked;
  const isOpen = answer?.ok === true && answer.value.count.plan.status === 'open';
  useAskAgain(asked, isOpen ? ASK_AGAIN_MS : null);
  return (
    <StartFrame
      title={answer?.ok ? answer.value.count.plan.name : t('counts.review.open')}
      hint={t('counts.review.hint')}
      onBack={onLeave}
      testId="count-review"
    >
      <Answered asked={asked}>
        {(review) => <ReviewWork review={review} config={config} onChanged={again} onClosed={onLeave} />}
      </Answered>
    </StartFrame>
  );
}
