import { RotateCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplenishmentReady } from '#contracts/http/replenishment.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { ExpiringList } from './expiring-list.tsx';
import { FormFrame } from './form-frame.tsx';
import { IdleList } from './idle-list.tsx';
import { ProposalGroups } from './proposal-groups.tsx';
import css from './replenish.module.css';
import type { PackEdits } from './replenish-draft.ts';
import { ReplenishProduct } from './replenish-product.tsx';

const TABS = ['order', 'expiring', 'dead', 'overstock'] as const;

interface ReplenishBoardProps extends StockSectionProps {
  ready: ReplenishmentReady;
  edits: PackEdits;
  onEdits: (change: (edits: PackEdits) => PackEdits) => void;
  /** What went wrong before. */
  told: ReactNode;
  /** Asks how things stand now. */
  onAgain: () => void;
  onReckon: () => void;
}

/** A plan: what to order by supplier, and the lists of what expires and what lies. */
export function ReplenishBoard(props: ReplenishBoardProps) {
  const { ready, edits, told, onEdits, onAgain, onReckon, config, onOpen, onBack } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const [tab, setTab] = useState<(typeof TABS)[number]>('order');
  const [product, setProduct] = useState<string | null>(null);
  if (product !== null) return <ReplenishProduct variantId={product} onBack={() => setProduct(null)} />;
  const { asOf, products, suppliers, expiring, dead, overstock } = ready;
  const proposed = suppliers.reduce((sum, { proposals }) => sum + proposals.length, 0);
  const counts = { order: proposed, expiring: expiring.total, dead: dead.total, overstock: overstock.total };
  return (
    <FormFrame
      title={t('replenish.title')}
      hint={t('replenish.asOf', { time: formats.dateTime(asOf), count: products, products: formats.count(products) })}
      changed={edits.size > 0}
      onBack={onBack}
      testId="replenish"
    >
      {told}
      <div className={frame.buttons}>
        <div className={css.tabs}>
          <Tabs
            label={t('replenish.title')}
            value={tab}
            options={TABS.map((value) => ({
              value,
              label: t(`replenish.tabs.${value}`, { total: formats.count(counts[value]) }),
            }))}
            onChange={setTab}
            testId="replenish-tab"
          />
        </div>
        <Action icon={RotateCw} onClick={onReckon} data-testid="replenish-reckon">
          {t('replenish.reckon')}
        </Action>
      </div>
      {tab === 'order' && (
        <ProposalGroups
          ready={ready}
          edits={edits}
          config={config}
          onEdits={onEdits}
          onAgain={onAgain}
          onOpen={onOpen}
          onProduct={setProduct}
        />
      )}
      {tab === 'expiring' && <ExpiringList list={expiring} asOf={asOf} onProduct={setProduct} />}
      {tab === 'dead' && <IdleList kind="dead" list={dead} onProduct={setProduct} />}
      {tab === 'overstock' && <IdleList kind="overstock" list={overstock} onProduct={setProduct} />}
    </FormFrame>
  );
}
