import { Factory, PackageCheck, Truck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { ReplenishmentReady } from '#contracts/http/replenishment.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { changeOrder } from './order-changes.ts';
import { draftOrders, type PackEdits } from './replenish-draft.ts';
import { SupplierGroup } from './supplier-group.tsx';

interface ProposalGroupsProps extends Pick<StockSectionProps, 'onOpen'> {
  ready: ReplenishmentReady;
  edits: PackEdits;
  config: RegisterConfig;
  onEdits: (change: (edits: PackEdits) => PackEdits) => void;
  onAgain: () => void;
  onProduct: (variantId: string) => void;
}

/** Proposals by supplier, and the one step from them to draft orders. */
export function ProposalGroups({ ready, edits, config, onEdits, onAgain, onOpen, onProduct }: ProposalGroupsProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [ids] = useState(() => new Map<string, string>());
  const { suppliers, asOf, offered } = ready;
  const { locationId } = config.store;
  // An order that is asked for again, since its answer was lost, is the same order.
  const idOf = (supplierId: string, no: number): string => {
    const key = `${supplierId} ${no}`;
    const id = ids.get(key) ?? uuid();
    ids.set(key, id);
    return id;
  };
  const orders = draftOrders(suppliers, edits, { locationId, today: asOf.slice(0, 10), idOf });

  async function makeOrders(): Promise<void> {
    setBusy(true);
    for (const order of orders ?? []) {
      const done = await changeOrder({ revision: 0, order });
      if (done.ok) continue;
      setFaults(done.codes);
      setBusy(false);
      onAgain();
      return;
    }
    const [first, ...more] = orders ?? [];
    onOpen({ section: 'orders', ...(first && more.length === 0 ? { subject: `order/${first.purchaseOrderId}` } : {}) });
  }

  if (offered === 0) {
    return (
      <Empty icon={Factory} title={t('replenish.noOffers')} text={t('replenish.noOffersText')}>
        <Action tone="next" onClick={() => onOpen({ section: 'suppliers' })} data-testid="replenish-suppliers">
          {t('buy.suppliers')}
        </Action>
      </Empty>
    );
  }
  if (suppliers.length === 0) {
    return (
      <div data-testid="replenish-enough">
        <Empty icon={PackageCheck} title={t('replenish.enough')} text={t('replenish.enoughText')} />
      </div>
    );
  }
  return (
    <>
      {faults.map((code) => (
        <Notice key={code} {...errorWords(t, code)} />
      ))}
      {suppliers.map((group) => (
        <SupplierGroup
          key={group.supplier.supplierId}
          group={group}
          edits={edits}
          onEdits={onEdits}
          onProduct={onProduct}
        />
      ))}
      <div className={frame.buttons}>
        <Action
          tone="next"
          size="lg"
          icon={Truck}
          disabled={busy || orders === null || orders.length === 0}
          onClick={() => void makeOrders()}
          data-testid="replenish-make"
        >
          {t('replenish.make', { count: orders?.length ?? 0 })}
        </Action>
        <span className={frame.sub}>{t('replenish.makeHint')}</span>
      </div>
    </>
  );
}
