import { useTranslation } from 'react-i18next';
import type { SupplierProposals } from '#contracts/http/replenishment.ts';
import { purchaseOrderFaults } from '#domain/stock/purchase-order.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { OrderSum } from './order-sum.tsx';
import { ProposalLine } from './proposal-line.tsx';
import css from './replenish.module.css';
import { editPacks, type PackEdits, packsOf, proposedLines } from './replenish-draft.ts';

interface SupplierGroupProps {
  group: SupplierProposals;
  edits: PackEdits;
  onEdits: (change: (edits: PackEdits) => PackEdits) => void;
  onProduct: (variantId: string) => void;
}

/** What is proposed of one supplier, and what of it it would not deliver. */
export function SupplierGroup({ group, edits, onEdits, onProduct }: SupplierGroupProps) {
  const { t } = useTranslation();
  const { supplier, proposals } = group;
  const lines = proposedLines(group, edits);
  const faults = lines && lines.length > 0 ? purchaseOrderFaults(lines, supplier) : [];
  const isNone = proposals.every((row) => packsOf(row, edits) === 0);
  /** Nothing of this supplier, or all of it as proposed. */
  const setAll = (): void =>
    onEdits((current) => proposals.reduce((changed, row) => editPacks(changed, row, isNone ? row.packs : 0), current));
  return (
    <section className={css.group} aria-label={supplier.name} data-testid="supplier-group" data-name={supplier.name}>
      <header>
        <h3 className={frame.heading}>{supplier.name}</h3>
        <span className={frame.sub}>{t('buy.leadTimeOf', { count: supplier.leadTimeDays })}</span>
        <Action tone="quiet" onClick={setAll} data-testid="group-all">
          {t(isNone ? 'replenish.asProposed' : 'replenish.leaveOut')}
        </Action>
      </header>
      <ul className={frame.lines}>
        {proposals.map((row) => (
          <ProposalLine
            key={row.variantId}
            row={row}
            packs={packsOf(row, edits)}
            faults={faults}
            onPacks={(packs) => onEdits((current) => editPacks(current, row, packs))}
            onProduct={onProduct}
          />
        ))}
      </ul>
      <OrderSum lines={lines ?? []} faults={faults} />
    </section>
  );
}
