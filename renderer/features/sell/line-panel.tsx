import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import type { CartLine } from '#domain/order/cart.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/app/use-key-layer.ts';
import { amountOf, entryText, keyAmount, padKeyOf } from '#renderer/features/pay/amount-entry.ts';
import { DiscountForm } from '#renderer/features/sell/discount-form.tsx';
import { ExplainList } from '#renderer/features/sell/explain-list.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { NumberPad } from '#renderer/ui/number-pad.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import type { Sale } from './sale.ts';

export type LineTab = 'quantity' | 'discount' | 'why';
const TABS: readonly LineTab[] = ['quantity', 'discount', 'why'];

interface LinePanelProps {
  sale: Sale;
  config: RegisterConfig;
  lineId: string;
  tab: LineTab;
  onTab: (tab: LineTab) => void;
  onClose: () => void;
}

/** One line: how many, what is taken off it, and why it costs what it costs. */
export function LinePanel({ sale, config, lineId, tab, onTab, onClose }: LinePanelProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { cart, settled } = useStore(sale.view);
  const line = cart?.lines.find((one) => one.id === lineId);
  if (!line) return null;
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
      <Tabs
        label={line.name}
        value={tab}
        options={TABS.map((value) => ({ value, label: t(`line.tabs.${value}`) }))}
        onChange={onTab}
        testId="line-tab"
      />
      {tab === 'quantity' && <QuantityTab sale={sale} line={line} onClose={onClose} />}
      {tab === 'discount' && (
        <DiscountForm
          config={config}
          discounts={line.discounts}
          onApply={(discount) => {
            sale.edit({ type: 'discount-line', lineId, discount });
            onClose();
          }}
          onRemove={(discountId) => sale.edit({ type: 'remove-discount', discountId })}
          onClose={onClose}
        />
      )}
      {tab === 'why' && settled && <ExplainList settled={settled} lineId={lineId} unit={line.unit} />}
    </Panel>
  );
}

function QuantityTab({ sale, line, onClose }: { sale: Sale; line: CartLine; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [entry, setEntry] = useState('');
  const digits = Math.log10(UNIT_SCALE[line.unit]);
  const quantity = amountOf(entry, digits);
  const ready = quantity !== null && quantity > 0;

  function apply(): void {
    if (!ready) return;
    sale.edit({ type: 'quantity', lineId: line.id, quantity });
    onClose();
  }

  useKeyLayer('panel', {
    onKey(event) {
      const key = padKeyOf(event);
      if (key) setEntry(keyAmount(entry, key, digits));
      else if (event.key === 'Enter' && !event.repeat && ready) apply();
      else if (event.key === 'Escape' || event.key === 'Enter') onClose();
      else return false;
      return true;
    },
  });

  return (
    <>
      <Entry
        label={t('line.quantity')}
        value={entryText(entry, formats)}
        ghost={formats.quantity(line.quantity, line.unit)}
        testId="quantity-entry"
      />
      <NumberPad
        onKey={(key) => setEntry(keyAmount(entry, key, digits))}
        extra={digits > 0 ? { key: '.', label: formats.decimal, name: t('pad.decimal') } : undefined}
        backName={t('pad.back')}
        testId="quantity-key"
      />
      <Action tone="next" size="lg" wide disabled={!ready} onClick={apply} data-testid="quantity-apply">
        {t('line.setQuantity')}
      </Action>
      <Action
        tone="bad"
        icon={Trash2}
        hint="−"
        wide
        onClick={() => {
          sale.edit({ type: 'remove', lineId: line.id });
          onClose();
        }}
        data-testid="panel-remove"
      >
        {t('line.remove')}
      </Action>
    </>
  );
}
