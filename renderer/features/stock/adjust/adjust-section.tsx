import { useTranslation } from 'react-i18next';
import { ReasonChoice } from '#renderer/app/reason-choice.tsx';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import { WorkSection } from '#renderer/features/stock/work/work-section.tsx';

/** Why stock changes beside sales and deliveries. Only what was found comes in; `other` goes either way. */
const REASONS = ['breakage', 'theft', 'own-use', 'sample', 'expired', 'found', 'other'] as const;

/** Says that stock changed, and why. */
export function AdjustSection(props: StockSectionProps) {
  const { t } = useTranslation();
  return (
    <WorkSection
      {...props}
      kind="adjust"
      start={(begin) => (
        <StartFrame
          title={t('stock.kinds.adjust')}
          hint={t('stock.adjust.why')}
          onBack={props.onBack}
          testId="start-adjust"
        >
          <ReasonChoice
            label={t('shift.reason')}
            reasons={REASONS}
            value={null}
            onChoose={(reason) => begin({ reason, sign: reason === 'found' ? 1 : -1 })}
            testId="adjust-reason"
          />
        </StartFrame>
      )}
    />
  );
}
