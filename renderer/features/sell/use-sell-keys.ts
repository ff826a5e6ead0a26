import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import type { WholeTender } from '#renderer/features/pay/whole-tenders.ts';
import { isTextField } from '#renderer/keys/key-layers.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { SellMenuAction } from './actions-panel.tsx';
import type { Sale } from './sale.ts';
import { actionOf, type SellAction } from './sell-keys.ts';
import type { OpenPanel } from './side-panel.tsx';
import { SEARCH_PAGE, type Search } from './use-search.ts';

interface SellKeysPorts {
  sale: Sale;
  search: Search;
  searchField: RefObject<HTMLInputElement | null>;
  panel: OpenPanel | null;
  /** The key that was pressed on the screen before; heard once. */
  hearKey: () => string | null;
  onPanel: (panel: OpenPanel | null) => void;
  onAction: (action: SellMenuAction) => void;
  /** Parks the cart, or brings a parked one back. */
  onPark: () => void;
  /** Sells something not listed; `typed` stands in the search field. */
  onUnlisted: (typed: string) => void;
  onPayWhole: (key: WholeTender['key']) => void;
}

/** Keys that do what an entry of the actions menu does. */
const MENU: Partial<Record<SellAction['do'], SellMenuAction>> = {
  'focus-search': 'search',
  'price-check': 'priceCheck',
  member: 'member',
  deliver: 'deliver',
  'discount-cart': 'discountCart',
  'discount-line': 'discountLine',
  return: 'return',
  remove: 'remove',
  undo: 'undo',
  copy: 'copy',
  pay: 'pay',
};

/** What is done to the cart as it is once all that was scanned before is in it. */
const TO_THE_CART: ReadonlySet<SellAction['do']> = new Set([
  'member',
  'deliver',
  'discount-cart',
  'discount-line',
  'remove',
  'undo',
  'park',
  'actions',
]);

/** Does what keys ask for while ringing up. Gives the tile a key last asked for, a new object each time. */
export function useSellKeys(ports: SellKeysPorts): { index: number } | null {
  const { sale, search, searchField, panel, hearKey, onPanel, onAction, onPark, onUnlisted, onPayWhole } = ports;
  const [tap, setTap] = useState<{ index: number } | null>(null);

  /** Answers whether the key is used up; a letter still has to be typed. */
  function act(action: SellAction): boolean {
    const menu = MENU[action.do];
    if (menu) onAction(menu);
    switch (action.do) {
      case 'type':
        searchField.current?.focus();
        return false;
      case 'multiplier':
        sale.edit({ type: 'multiplier', value: action.value });
        search.clear();
        break;
      case 'move':
        if (search.open) search.move(action.by);
        else sale.edit({ type: 'move', by: action.by });
        break;
      case 'page':
        if (!search.open) return false;
        search.move(action.by * SEARCH_PAGE);
        break;
      case 'enter':
        if (search.text !== '') void search.take();
        else onAction('openLine');
        break;
      case 'back':
        back();
        break;
      case 'actions':
        onPanel(panel?.kind === 'actions' ? null : { kind: 'actions' });
        break;
      case 'park':
        onPark();
        break;
      case 'unlisted':
        onUnlisted(search.text);
        break;
      case 'pay-whole':
        onPayWhole(action.key);
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

  const pressedAhead = useEffectEvent(() => {
    const key = hearKey();
    const plain = { ctrlKey: false, altKey: false, metaKey: false, repeat: false };
    const action = key === null ? null : actionOf({ key, ...plain }, { text: '', inField: false, inSearch: false });
    if (action) act(action);
  });
  useEffect(() => pressedAhead(), []);

  const actAfterwards = useEffectEvent((action: SellAction) => {
    if (sale.view.get().prompt) sale.notify({ code: 'question-open', params: {} });
    else act(action);
  });

  useKeyLayer('screen', {
    onKey(event) {
      const { activeElement } = document;
      const inSearch = activeElement !== null && activeElement === searchField.current;
      const action = actionOf(event, { text: search.text, inField: isTextField(activeElement), inSearch });
      const entering = action !== null && TO_THE_CART.has(action.do) ? sale.entering() : null;
      if (action === null || entering === null) return action !== null && act(action);
      void entering.then(() => actAfterwards(action));
      return true;
    },
  });
  return tap;
}
