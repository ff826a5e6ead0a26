import type { RefObject } from 'react';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import type { SellMenuAction } from './actions-panel.tsx';
import type { LineTab } from './line-panel.tsx';
import type { Sale } from './sale.ts';
import { type Around, canDo } from './sell-actions.ts';
import type { OpenPanel } from './side-panel.tsx';

interface SellActionsPorts {
  sale: Sale;
  checkout: Checkout;
  searchField: RefObject<HTMLInputElement | null>;
  setPanel: (panel: OpenPanel | null) => void;
  around: Around;
  onCopy: () => void;
  onReturn: () => void;
}

/** Actions that open something beside the cart. */
const PANELS: Partial<Record<SellMenuAction, Exclude<OpenPanel['kind'], 'line' | 'unlisted' | 'account'>>> = {
  priceCheck: 'price-check',
  member: 'member',
  discountCart: 'discount',
  park: 'parked',
  exempt: 'exempt',
  clear: 'clear',
  noteCart: 'note',
};

/** Actions on the chosen line. */
const TABS: Partial<Record<SellMenuAction, LineTab>> = {
  openLine: 'quantity',
  deliver: 'deliver',
  discountLine: 'discount',
  price: 'price',
  noteLine: 'note',
};

/** What can be done while ringing up, whether by key, by button or from the menu. */
export function useSellActions(ports: SellActionsPorts): {
  can: (action: SellMenuAction) => boolean;
  act: (action: SellMenuAction) => void;
} {
  const { sale, checkout, searchField, setPanel, around, onCopy, onReturn } = ports;
  const can = (action: SellMenuAction): boolean => canDo(action, sale.view.get(), around);

  function openLine(tab: LineTab): void {
    const { selected } = sale.view.get();
    if (selected) setPanel({ kind: 'line', lineId: selected, tab });
  }

  function act(action: SellMenuAction): void {
    // What was scanned just before gives paying something to act on.
    if (!can(action) && !(action === 'pay' && sale.entering())) return;
    const { selected, notice } = sale.view.get();
    const panel = PANELS[action];
    const tab = TABS[action];
    if (panel) setPanel({ kind: panel });
    else if (tab) openLine(tab);
    else if (action === 'unlisted') {
      const unknown = notice?.code === 'barcode-unknown' ? String(notice.params.text) : null;
      setPanel({ kind: 'unlisted', code: unknown });
    } else if (action === 'account') {
      setPanel({ kind: 'account', memberId: sale.view.get().memberAhead });
    } else {
      setPanel(null);
      if (action === 'search') {
        searchField.current?.focus();
        searchField.current?.select();
      } else if (action === 'return') onReturn();
      else if (action === 'copy') onCopy();
      else if (action === 'pay') checkout.begin();
      else if (action === 'undo') sale.edit({ type: 'undo' });
      else if (selected) void sale.ask({ type: 'remove', lineId: selected });
    }
  }

  return { can, act };
}
