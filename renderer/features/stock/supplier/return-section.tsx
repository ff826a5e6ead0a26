import { Factory } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayOf } from '#renderer/app/at-till.ts';
import { ReasonChoice } from '#renderer/app/reason-choice.tsx';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import { type Begin, WorkSection } from '#renderer/features/stock/work/work-section.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { type KnownSupplier, useSuppliers } from './use-suppliers.ts';

/** Why goods go back to whoever delivered them. */
const REASONS = ['faulty', 'wrong-item', 'damaged', 'expired', 'too-many', 'other'] as const;

/** Sends goods back to their supplier. */
export function ReturnSection(props: StockSectionProps) {
  return <WorkSection {...props} kind="return" start={(begin) => <StartReturn {...props} begin={begin} />} />;
}

function StartReturn({ config, operatorId, onBack, begin }: StockSectionProps & { begin: Begin }) {
  const { t } = useTranslation();
  const { suppliers, orders } = useSuppliers(mayOf(config, operatorId, 'purchasing'), config.store.locationId);
  const [supplier, setSupplier] = useState<KnownSupplier | null>(null);
  return (
    <StartFrame title={t('stock.kinds.return')} hint={t('stock.supplier.which')} onBack={onBack} testId="start-return">
      {suppliers.length === 0 && !orders.answer && <p role="status">{t('shift.loading')}</p>}
      {suppliers.length === 0 && orders.answer && (
        <Empty icon={Factory} title={t('stock.supplier.none')} text={t('stock.supplier.noneText')} />
      )}
      {suppliers.length > 0 && (
        <Choices
          label={t('stock.supplier.which')}
          value={supplier?.id ?? null}
          options={suppliers.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => setSupplier(suppliers.find((one) => one.id === id) ?? null)}
          testId="return-supplier"
        />
      )}
      {supplier && (
        <ReasonChoice
          label={t('shift.reason')}
          reasons={REASONS}
          value={null}
          onChoose={(reason) => begin({ supplier, reason })}
          testId="return-reason"
        />
      )}
    </StartFrame>
  );
}
