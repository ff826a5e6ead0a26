import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { type ExternalStore, useStore } from '#renderer/app/external-store.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import { usePrintCopy } from '#renderer/features/receipts/use-print-copy.ts';
import { CartFoot } from '#renderer/features/sell/cart-foot.tsx';
import { CartList } from '#renderer/features/sell/cart-list.tsx';
import { PayCorner } from '#renderer/features/sell/pay-corner.tsx';
import { SearchBar } from '#renderer/features/sell/search-bar.tsx';
import { noticeCount, SellNotices } from '#renderer/features/sell/sell-notices.tsx';
import { type OpenPanel, SidePanel } from '#renderer/features/sell/side-panel.tsx';
import { useSearch } from '#renderer/features/sell/use-search.ts';
import { useSellKeys } from '#renderer/features/sell/use-sell-keys.ts';
import type { Sale } from './sale.ts';
import css from './sell-screen.module.css';

interface SellScreenProps {
  sale: Sale;
  category: ExternalStore<string | null>;
  checkout: Checkout;
  status: HostStatus;
  config: RegisterConfig;
  top: ReactNode;
  /** What was typed ahead on the screen before. */
  typed: string;
}

/** Ringing up: the search field, the cart with its total, and beside it what can be tapped. */
export function SellScreen({ sale, category, checkout, status, config, top, typed }: SellScreenProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const view = useStore(sale.view);
  const search = useSearch(sale, typed);
  const copy = usePrintCopy(checkout, status);
  const [panel, setPanel] = useState<OpenPanel | null>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const tap = useSellKeys({
    sale,
    checkout,
    search,
    searchField,
    panel,
    onPanel: setPanel,
    onCopy: () => void printLast(),
  });
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

  useEffect(() => {
    setPanel((open) => (open?.kind === 'line' && open.tab !== 'discount' && open.lineId !== selected ? null : open));
  }, [selected]);

  async function printLast(): Promise<void> {
    const order = checkout.last.get();
    const fault = order && (await copy.print(order));
    if (fault) sale.notify({ code: fault.code, params: {} });
  }

  function openLine(lineId: string): void {
    sale.edit({ type: 'select', lineId });
    setPanel({ kind: 'line', lineId, tab: 'quantity' });
  }

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
        <CartList view={view} covered={noticeCount(view, status)} onOpen={openLine} onEdit={sale.edit} />
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
          <SidePanel
            sale={sale}
            category={category}
            status={status}
            config={config}
            panel={panel}
            onPanel={setPanel}
            tap={tap}
          />
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
