import { Split, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import type { CartLine } from '#domain/order/cart.ts';
import { canDeliver, isPostage } from '#domain/order/cart-deliveries.ts';
import { isQuantityFixed } from '#domain/order/cart-edit.ts';
import { isDiscountable } from '#domain/pricing/price-lines.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { DeliverTab } from '#renderer/features/sell/deliver/deliver-tab.tsx';
import type { Deliverable } from '#renderer/features/sell/deliver/may-deliver.ts';
import { DiscountForm } from '#renderer/features/sell/discount-form.tsx';
import { ExplainList } from '#renderer/features/sell/explain-list.tsx';
import { NoteForm } from '#renderer/features/sell/note-form.tsx';
import { NumberForm } from '#renderer/features/sell/number-form.tsx';
import { PriceTab } from '#renderer/features/sell/price-tab.tsx';
import { StopQuestion } from '#renderer/features/sell/stop-question.tsx';
import { useSaleStops } from '#renderer/features/sell/use-sale-stops.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import css from './prompt.module.css';
import type { Sale } from './sale.ts';

export type LineTab = 'quantity' | 'deliver' | 'discount' | 'price' | 'note' | 'why';
const TABS: readonly LineTab[] = ['quantity', 'deliver', 'discount', 'price', 'note', 'why'];

interface LinePanelProps {
  sale: Sale;
  config: RegisterConfig;
  /** How what is sold may reach its customer; null where it is carried out. */
  deliverable: Deliverable | null;
  lineId: string;
  tab: LineTab;
  onTab: (tab: LineTab) => void;
  onClose: () => void;
}

/** One line: how many, what is taken off it, its price, a note, and why it costs what it costs. */
export function LinePanel({ sale, config, deliverable, lineId, tab, onTab, onClose }: LinePanelProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { cart, settled } = useStore(sale.view);
  useSaleStops();
  const line = cart?.lines.find((one) => one.id === lineId);
  if (!cart || !line) return null;
  const stopped = sale.halted().find((one) => one.lineId === lineId);
  const tabs = TABS.filter((one) => (one === 'deliver' ? deliverable && canDeliver(cart, line) : isOffered(one, line)));
  const shown = tabs.includes(tab) ? tab : 'quantity';
  return (
    <Panel
      title={line.name}
      sub={
        <>
          <span>{line.sku}</span>
          <span>
            {formats.quantity(line.quantity, line.unit)} × {formats.money(line.unitPrice)}
          </span>
        </>
      }
      closeName={t('app.close')}
      onClose={onClose}
      testId="line-panel"
    >
      {stopped && (
        <StopQuestion
          halt={stopped.halt}
          name={stopped.name}
          onAnswer={(answer) => void sale.answerStop(lineId, answer)}
        />
      )}
      <Tabs
        label={line.name}
        value={shown}
        options={tabs.map((value) => ({ value, label: t(`line.tabs.${value}`) }))}
        onChange={onTab}
        testId="line-tab"
      />
      {shown === 'quantity' && <QuantityTab sale={sale} line={line} onClose={onClose} />}
      {shown === 'deliver' && deliverable && (
        <DeliverTab sale={sale} config={config} cart={cart} line={line} deliverable={deliverable} onClose={onClose} />
      )}
      {shown === 'discount' && (
        <DiscountForm
          config={config}
          discounts={line.discounts}
          onApply={(discount) => sale.ask({ type: 'discount-line', lineId, discount })}
          onRemove={(discountId) => sale.edit({ type: 'remove-discount', discountId })}
          onClose={onClose}
        />
      )}
      {shown === 'price' && <PriceTab sale={sale} config={config} line={line} onClose={onClose} />}
      {shown === 'note' && (
        <NoteForm
          note={line.note}
          onNote={(note) => sale.edit({ type: 'note-line', lineId, note })}
          onClose={onClose}
        />
      )}
      {shown === 'why' && settled && <ExplainList settled={settled} lineId={lineId} unit={line.unit} />}
    </Panel>
  );
}

function isOffered(tab: LineTab, line: CartLine): boolean {
  if (tab === 'discount') return isDiscountable(line);
  return tab !== 'price' || line.storedValue === undefined;
}

function QuantityTab({ sale, line, onClose }: { sale: Sale; line: CartLine; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  async function set(quantity: number): Promise<void> {
    if (await sale.ask({ type: 'quantity', lineId: line.id, quantity })) onClose();
  }
  function split(): void {
    sale.edit({ type: 'split', lineId: line.id, newId: uuid() });
    onClose();
  }
  async function remove(): Promise<void> {
    if (await sale.ask({ type: 'remove', lineId: line.id })) onClose();
  }
  return (
    <>
      {isQuantityFixed(line) ? (
        <FixedQuantity onClose={onClose} />
      ) : (
        <NumberForm
          label={t('line.quantity')}
          digits={Math.log10(UNIT_SCALE[line.unit])}
          ghost={formats.quantity(line.quantity, line.unit)}
          submit={t('line.setQuantity')}
          onSubmit={(quantity) => void set(quantity)}
          onClose={onClose}
          testId="quantity"
        />
      )}
      {canSplit(line) && (
        <Action icon={Split} wide onClick={split} data-testid="line-split">
          {t('line.split')}
        </Action>
      )}
      {!isPostage(line) && (
        <Action tone="bad" icon={Trash2} hint="−" wide onClick={() => void remove()} data-testid="panel-remove">
          {t('line.remove')}
        </Action>
      )}
    </>
  );
}

/** Whether one can be parted from the rest, to be discounted by itself. */
function canSplit(line: CartLine): boolean {
  return !isQuantityFixed(line) && line.discounts.length === 0 && line.quantity > UNIT_SCALE[line.unit];
}

function FixedQuantity({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  useKeyLayer('panel', {
    onKey(event) {
      if (event.key === 'Escape' || event.key === 'Enter') onClose();
      else return false;
      return true;
    },
  });
  return <p className={css.hint}>{t('line.quantityFixed')}</p>;
}
