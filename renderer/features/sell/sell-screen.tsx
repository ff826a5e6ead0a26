import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { isTextField } from '#renderer/app/key-layers.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/app/use-key-layer.ts';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import { usePrintCopy } from '#renderer/features/receipts/use-print-copy.ts';
import { CartFoot } from '#renderer/features/sell/cart-foot.tsx';
import { CartList } from '#renderer/features/sell/cart-list.tsx';
import { DiscountPanel } from '#renderer/features/sell/discount-panel.tsx';
import { LinePanel, type LineTab } from '#renderer/features/sell/line-panel.tsx';
import { MemberPanel } from '#renderer/features/sell/member-panel.tsx';
import { PayCorner } from '#renderer/features/sell/pay-corner.tsx';
import { SearchBar } from '#renderer/features/sell/search-bar.tsx';
import { actionOf, type SellAction } from '#renderer/features/sell/sell-keys.ts';
import { noticeCount, SellNotices } from '#renderer/features/sell/sell-notices.tsx';
import { Shelf } from '#renderer/features/sell/shelf.tsx';
import { useSearch } from '#renderer/features/sell/use-search.ts';
import type { Sale } from './sale.ts';
import css from './sell-screen.module.css';

interface SellScreenProps {
  sale: Sale;
  checkout: Checkout;
  status: HostStatus;
  config: RegisterConfig;
  top: ReactNode;
  /** What was typed ahead on the screen before. */
  typed: string;
}

export type SellPanel = { kind: 'line'; lineId: string; tab: LineTab } | { kind: 'discount' } | { kind: 'member' };

/** Ringing up: the search field, the cart with its total, and beside it what can be tapped. */
export function SellScreen({ sale, checkout, status, config, top, typed }: SellScreenProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const view = useStore(sale.view);
  const search = useSearch(sale, typed);
  const copy = usePrintCopy(checkout, status);
  const [panel, setPanel] = useState<SellPanel | null>(null);
  const [tapTile, setTapTile] = useState<{ index: number } | null>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const { cart, settled, selected } = view;
  const line = cart?.lines.find((one) => one.id === selected);

  useEffect(() => {
    if (typed !== '') searchField.current?.focus();
  }, [typed]);

  const { clear } = search;
  const entered = useRef(view.entered);
  useEffect(() => {
    if (view.entered !== entered.current) clear();
    entered.current = view.entered;
  }, [view.entered, clear]);

  const openLine = (lineId: string, tab: LineTab): void => {
    sale.edit({ type: 'select', lineId });
    setPanel({ kind: 'line', lineId, tab });
  };
  useEffect(() => {
    setPanel((open) => (open?.kind === 'line' && open.tab !== 'discount' && open.lineId !== selected ? null : open));
  }, [selected]);

  function act(action: SellAction): boolean {
    switch (action.do) {
      case 'focus-search':
        searchField.current?.focus();
        searchField.current?.select();
        return true;
      case 'type':
        searchField.current?.focus();
        return false;
      case 'multiplier':
        sale.edit({ type: 'multiplier', value: action.value });
        search.clear();
        return true;
      case 'move':
        if (search.open) search.move(action.by);
        else sale.edit({ type: 'move', by: action.by });
        return true;
      case 'enter':
        if (search.text !== '') void search.take();
        else if (selected) openLine(selected, 'quantity');
        return true;
      case 'back':
        back();
        return true;
      case 'remove':
        if (selected) sale.edit({ type: 'remove', lineId: selected });
        return true;
      case 'undo':
        sale.edit({ type: 'undo' });
        return true;
      case 'discount-line':
        if (selected) openLine(selected, 'discount');
        return true;
      case 'discount-cart':
        if (cart) setPanel({ kind: 'discount' });
        return true;
      case 'member':
        setPanel({ kind: 'member' });
        return true;
      case 'pay':
        checkout.begin();
        return true;
      case 'copy':
        void printLast();
        return true;
      case 'tile':
        setTapTile({ index: action.index });
        return true;
    }
  }

  function back(): void {
    if (search.text !== '') search.clear();
    else if (panel) setPanel(null);
    else if (view.multiplier !== null) sale.edit({ type: 'multiplier', value: null });
    else if (view.notice) sale.notify(null);
    else searchField.current?.blur();
  }

  async function printLast(): Promise<void> {
    const order = checkout.last.get();
    const fault = order && (await copy.print(order));
    if (fault) sale.notify({ code: fault.code, params: {} });
  }

  useKeyLayer('screen', {
    onKey(event) {
      const inField = isTextField(document.activeElement);
      const action = actionOf(event, { text: search.text, inField });
      return action !== null && act(action);
    },
  });

  const announcement = line
    ? t('sell.announce', {
        name: line.name,
        quantity: formats.quantity(line.quantity, line.unit),
        total: formats.money(settled?.total ?? 0),
      })
    : t('sell.empty');
  return (
    <main className={css.sell} data-panel={panel?.kind}>
      <h1 className={css.hidden}>{t('rail.sell')}</h1>
      <div className={css.search}>
        <SearchBar
          search={search}
          fieldRef={searchField}
          multiplier={view.multiplier}
          onMultiplier={() => sale.edit({ type: 'multiplier', value: null })}
        />
      </div>
      <div className={css.top}>{top}</div>
      <section className={css.cart} aria-label={t('sell.cart')}>
        <CartList
          view={view}
          covered={noticeCount(view, status)}
          onOpen={(lineId) => openLine(lineId, 'quantity')}
          onEdit={sale.edit}
        />
        <SellNotices sale={sale} view={view} status={status} />
        <div className={css.hidden} role="status" data-testid="announcement">
          {announcement}
        </div>
      </section>
      <div className={css.foot}>
        <CartFoot
          view={view}
          storeRules={config.taxRules}
          onDiscount={() => setPanel({ kind: 'discount' })}
          onMember={() => setPanel({ kind: 'member' })}
          onClear={() => sale.edit({ type: 'clear' })}
        />
      </div>
      <div className={css.right}>
        <section className={css.side} aria-label={t('sell.side')}>
          {panel?.kind === 'line' ? (
            <LinePanel
              key={`${panel.lineId}-${panel.tab}`}
              sale={sale}
              config={config}
              lineId={panel.lineId}
              tab={panel.tab}
              onTab={(tab) => setPanel({ ...panel, tab })}
              onClose={() => setPanel(null)}
            />
          ) : panel?.kind === 'discount' ? (
            <DiscountPanel sale={sale} config={config} onClose={() => setPanel(null)} />
          ) : panel?.kind === 'member' ? (
            <MemberPanel sale={sale} onClose={() => setPanel(null)} />
          ) : (
            <Shelf sale={sale} status={status} tap={tapTile} />
          )}
        </section>
        {!panel && (
          <div className={css.pay}>
            <PayCorner view={view} checkout={checkout} onCopy={() => void printLast()} />
          </div>
        )}
      </div>
    </main>
  );
}
