import { ScanBarcode } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { amountOf } from '#renderer/app/amount-entry.ts';
import { type ExternalStore, useStore } from '#renderer/app/external-store.ts';
import { taxRulesNow } from '#renderer/app/tax-rules-now.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import { wholeTenders } from '#renderer/features/pay/whole-tenders.ts';
import { useFetchAhead } from '#renderer/features/pictures/use-fetch-ahead.ts';
import { usePrintCopy } from '#renderer/features/receipts/use-print-copy.ts';
import { CartFoot } from '#renderer/features/sell/cart-foot.tsx';
import { CartList } from '#renderer/features/sell/cart-list.tsx';
import { mayDeliver } from '#renderer/features/sell/deliver/may-deliver.ts';
import { PayCorner } from '#renderer/features/sell/pay-corner.tsx';
import { SearchBar } from '#renderer/features/sell/search-bar.tsx';
import { noticeCount, SellNotices } from '#renderer/features/sell/sell-notices.tsx';
import { type OpenPanel, SidePanel } from '#renderer/features/sell/side-panel.tsx';
import { useSearch } from '#renderer/features/sell/use-search.ts';
import { useSellActions } from '#renderer/features/sell/use-sell-actions.ts';
import { useSellKeys } from '#renderer/features/sell/use-sell-keys.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import type { Sale } from './sale.ts';
import css from './sell-screen.module.css';

/** An amount as typed, with its decimals. */
const PRICE = /^\d{1,5}[.,]\d{2}$/;

interface SellScreenProps {
  sale: Sale;
  category: ExternalStore<string | null>;
  checkout: Checkout;
  status: HostStatus;
  config: RegisterConfig;
  top: ReactNode;
  /** What was typed ahead on the screen before. */
  typed: string;
  /** The key that was pressed there and is meant for this one; heard once. */
  hearKey: () => string | null;
  /** To a return. */
  onReturn: () => void;
}

/** Ringing up: the search field, the cart with its total, and beside it what can be tapped. */
export function SellScreen(props: SellScreenProps) {
  const { sale, category, checkout, status, config, top, typed, hearKey, onReturn } = props;
  const { t } = useTranslation();
  const view = useStore(sale.view);
  const search = useSearch(sale, typed);
  useFetchAhead();
  const copy = usePrintCopy(checkout, status);
  const last = useStore(checkout.last);
  const [panel, setPanel] = useState<OpenPanel | null>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const { selected, prompt } = view;
  const accounts = storePolicy(config.store).tenders.some(({ kind }) => kind === 'account');
  const { can, act } = useSellActions({
    sale,
    checkout,
    searchField,
    setPanel,
    around: {
      copy: last !== null,
      accounts,
      delivers: mayDeliver(config, status.signedIn?.training === true) !== null,
    },
    onCopy: () => void printLast(),
    onReturn,
  });
  const tap = useSellKeys({
    sale,
    search,
    searchField,
    panel,
    hearKey,
    onPanel: setPanel,
    onAction: act,
    onPark: () => void parkOrRecall(),
    onUnlisted: (typed) => (PRICE.test(typed) ? unlistedAt(typed) : act('unlisted')),
    onPayWhole: (key) => {
      const whole = wholeTenders(config).find((one) => one.key === key);
      if (whole) checkout.begin(whole.tender.tenderId);
    },
  });
  useTypedAhead(typed, searchField);
  useClearedSearch(view.entered, search.clear);
  useEffect(() => {
    setPanel((open) => (open?.kind === 'line' && open.tab !== 'discount' && open.lineId !== selected ? null : open));
  }, [selected]);

  async function printLast(): Promise<void> {
    const fault = last && (await copy.print(last));
    if (fault) sale.notify({ code: fault.code, params: {} });
  }
  function openLine(lineId: string): void {
    sale.edit({ type: 'select', lineId });
    setPanel({ kind: 'line', lineId, tab: 'quantity' });
  }
  function unlisted(code: string | null): void {
    search.clear();
    setPanel({ kind: 'unlisted', code });
  }

  /** `4.95` and F4: the price is said already. */
  function unlistedAt(typed: string): void {
    search.clear();
    setPanel({ kind: 'unlisted', code: null, price: amountOf(typed.replace(',', '.'), config.store.currency.digits) });
  }
  /** One key puts the cart aside, and the same key brings the only one that waits here back; of several one is chosen. */
  async function parkOrRecall(): Promise<void> {
    if (view.cart) {
      if ((await sale.park(null)) && !sale.view.get().notice) sale.notify({ code: 'cart-parked', params: {} });
    } else if (!(await sale.recallOnly())) act('park');
  }

  const covered = prompt ? 'prompt' : panel?.kind;
  return (
    <main className={css.sell} data-panel={covered}>
      <h1 className={css.hidden}>{t('rail.sell')}</h1>
      <div className={css.search}>
        <SearchBar
          search={search}
          fieldRef={searchField}
          multiplier={view.multiplier}
          onMultiplier={() => sale.edit({ type: 'multiplier', value: null })}
          onUnlisted={(text) => unlisted(/\d{6,}/.test(text) ? text : null)}
          onCamera={() => setPanel({ kind: 'camera' })}
        />
      </div>
      <div className={css.top}>{top}</div>
      <section className={css.cart} aria-label={t('sell.cart')}>
        <CartList
          view={view}
          stores={config.otherStores ?? []}
          covered={noticeCount(view, status)}
          empty={<NothingYet />}
          onOpen={openLine}
          onEdit={(edit) => void sale.ask(edit)}
        />
        <SellNotices sale={sale} view={view} status={status} onUnlisted={unlisted} />
        <Announcement sale={sale} />
      </section>
      <div className={css.foot}>
        <CartFoot
          view={view}
          storeRules={taxRulesNow(config)}
          onDiscount={() => act('discountCart')}
          onMember={() => act('member')}
          onPark={() => act('park')}
          onActions={() => setPanel({ kind: 'actions' })}
          onClear={() => act('clear')}
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
            can={can}
            onAction={act}
            onPayAccount={checkout.payAccount}
            tap={tap}
          />
        </section>
        {!covered && (
          <div className={css.pay}>
            <PayCorner view={view} checkout={checkout} config={config} onCopy={() => act('copy')} />
          </div>
        )}
      </div>
    </main>
  );
}

/** The field has the focus when something was typed ahead. */
function useTypedAhead(typed: string, field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    if (typed !== '') field.current?.focus();
  }, [typed, field]);
}

/** What was typed goes when an item was entered whole. */
function useClearedSearch(entered: number, clear: () => void): void {
  const before = useRef(entered);
  useEffect(() => {
    if (entered !== before.current) clear();
    before.current = entered;
  }, [entered, clear]);
}

function NothingYet() {
  const { t } = useTranslation();
  return <Empty icon={ScanBarcode} title={t('sell.empty')} text={t('sell.emptyHint')} />;
}

/** What changed last, for those who listen. */
function Announcement({ sale }: { sale: Sale }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { cart, settled, selected } = useStore(sale.view);
  const line = cart?.lines.find((one) => one.id === selected);
  return (
    <div className={css.hidden} role="status" data-testid="announcement">
      {line
        ? t('sell.announce', {
            name: line.name,
            quantity: formats.quantity(line.quantity, line.unit),
            total: formats.money(settled?.total ?? 0),
          })
        : t('sell.empty')}
    </div>
  );
}
