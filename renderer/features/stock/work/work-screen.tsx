import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '#renderer/app/external-store.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { filledLines } from './draft-lines.ts';
import type { StockWork } from './stock-work.ts';
import { useCards } from './use-cards.ts';
import { useLotsAsked } from './use-lots-asked.ts';
import { WorkDone } from './work-done.tsx';
import { WorkLines } from './work-lines.tsx';
import { WorkReview } from './work-review.tsx';

/** What every step of work is given. */
export interface WorkStepProps extends StockSectionProps {
  work: StockWork;
}

/** Work with goods: first its lines, then all of it once more, then it is told and done. */
export function WorkScreen(props: WorkStepProps) {
  const { t } = useTranslation();
  const { work, config, onBack } = props;
  const { draft, saved, canUndo } = useStore(work.view);
  const cards = useCards(draft.lines.map(({ variantId }) => variantId));
  useLotsAsked(work, config.store.locationId);
  useEffect(() => {
    // A crash or a lost answer left open whether it was told.
    if (work.view.get().draft.asked) void work.save();
  }, [work]);

  function leave(): void {
    if (filledLines(draft).length === 0 && draft.note === '' && !canUndo && !draft.asked) work.drop();
    onBack();
  }

  if (saved) return <WorkDone {...props} cards={cards} />;
  if (draft.step === 'review') return <WorkReview {...props} cards={cards} />;
  return (
    <WorkLines
      {...props}
      cards={cards}
      onLeave={leave}
      onThrowAway={() => {
        work.drop();
        props.onDone(t('stock.work.thrownAway'));
      }}
    />
  );
}
