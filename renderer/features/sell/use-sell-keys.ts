import { type RefObject, useState } from 'react';
import { isTextField } from '#renderer/app/key-layers.ts';
import { useKeyLayer } from '#renderer/app/use-key-layer.ts';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import type { Sale } from './sale.ts';
import { actionOf, type SellAction } from './sell-keys.ts';
import type { OpenPanel } from './side-panel.tsx';
import type { Search } from './use-search.ts';

interface SellKeysPorts {
  sale: Sale;
  checkout: Checkout;
  search: Search;
  searchField: RefObject<HTMLInputElement | null>;
  panel: OpenPanel | null;
  onPanel: (panel: OpenPanel | null) => void;
  onCopy: () => void;
}

/** Does what keys ask for while ringing up. Gives the tile a key last asked for, a new object each time. */
export function useSellKeys(ports: SellKeysPorts): { index: number } | null {
  const { sale, checkout, search, searchField, panel, onPanel, onCopy } = ports;
  const [tap, setTap] = useState<{ index: number } | null>(null);

  /** Answers whether the key is used up; a letter still has to be typed. */
  function act(action: SellAction): boolean {
    const { cart, selected } = sale.view.get();
    switch (action.do) {
      case 'type':
        searchField.current?.focus();
        return false;
      case 'focus-search':
        searchField.current?.focus();
        searchField.current?.select();
        break;
      case 'multiplier':
        sale.edit({ type: 'multiplier', value: action.value });
        search.clear();
        break;
      case 'move':
        if (search.open) search.move(action.by);
        else sale.edit({ type: 'move', by: action.by });
        break;
      case 'enter':
        if (search.text !== '') void search.take();
        else if (selected) onPanel({ kind: 'line', lineId: selected, tab: 'quantity' });
        break;
      case 'back':
        back();
        break;
      case 'remove':
        if (selected) sale.edit({ type: 'remove', lineId: selected });
        break;
      case 'undo':
        sale.edit({ type: 'undo' });
        break;
      case 'discount-line':
        if (selected) onPanel({ kind: 'line', lineId: selected, tab: 'discount' });
        break;
      case 'discount-cart':
        if (cart) onPanel({ kind: 'discount' });
        break;
      case 'member':
        onPanel({ kind: 'member' });
        break;
      case 'pay':
        checkout.begin();
        break;
      case 'copy':
        onCopy();
        break;
      case 'tile':
        setTap({ index: action.index });
    }
    return true;
  }

  function back(): void {
    const { multiplier, notice } = sale.view.get();
    if (search.text !== '') search.clear();
    else if (panel) onPanel(null);
    else if (multiplier !== null) sale.edit({ type: 'multiplier', value: null });
    else if (notice) sale.notify(null);
    else searchField.current?.blur();
  }

  useKeyLayer('screen', {
    onKey(event) {
      const action = actionOf(event, { text: search.text, inField: isTextField(document.activeElement) });
      return action !== null && act(action);
    },
  });
  return tap;
}
