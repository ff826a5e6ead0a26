import { ArrowLeft, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault, HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { taxRulesAt } from '#contracts/views/tax-rules-at.ts';
import type { ReturnLine } from '#domain/order/cart.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { taxRulesNow } from '#renderer/app/tax-rules-now.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import { findTicket } from '#renderer/features/returns/find-ticket.ts';
import { lookUpReceipt } from '#renderer/features/returns/look-up-receipt.ts';
import type { SoldTicket } from '#renderer/features/returns/sold-ticket.ts';
import { TicketFinder } from '#renderer/features/returns/ticket-finder.tsx';
import { TicketPanel } from '#renderer/features/returns/ticket-panel.tsx';
import { usePostVoid } from '#renderer/features/returns/use-post-void.ts';
import { useTicketSearch } from '#renderer/features/returns/use-ticket-search.ts';
import { WithoutReceipt } from '#renderer/features/returns/without-receipt.tsx';
import type { Sale } from '#renderer/features/sell/sale.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './returns-screen.module.css';

interface ReturnsScreenProps {
  sale: Sale;
  checkout: Checkout;
  status: HostStatus;
  config: RegisterConfig;
  top: ReactNode;
  /** What was scanned of a receipt on the way here; empty when nothing was. */
  text: string;
  /** The ticket that was found already. */
  orderId: string | null;
}

/** Taking back: find the receipt, choose what comes back, why and in which condition; then it stands in the sale's cart. */
export function ReturnsScreen({ sale, checkout, status, config, top, text, orderId }: ReturnsScreenProps) {
  const { t } = useTranslation();
  const { host, play, store: held } = useTill();
  const store = useStore(held);
  const { cart, rules } = useStore(sale.view);
  const search = useTicketSearch(config.store.currency.digits);
  const [ticket, setTicket] = useState<SoldTicket | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [bare, setBare] = useState(false);
  const postVoid = usePostVoid({ sale, checkout, status, config });
  const today = status.session?.businessDate ?? status.signedIn?.businessDate ?? '';
  const current = rules ?? taxRulesNow(config);
  const [freshId] = useState(() => uuid());

  async function show(looking: Promise<{ ok: true; ticket: SoldTicket } | { ok: false; fault: Fault }>): Promise<void> {
    const found = await looking;
    setBare(false);
    setTicket(found.ok ? found.ticket : null);
    setFault(found.ok ? null : found.fault);
    if (!found.ok) play('unknown');
  }
  const choose = (orderId: string): void =>
    void show(
      findTicket(orderId, store).then((found) =>
        found ? { ok: true, ticket: found } : { ok: false, fault: { code: 'not-found' } },
      ),
    );
  const read = (scanned: string): void =>
    void show(lookUpReceipt(scanned, { host, store, rulesAt: (at) => taxRulesAt(config, at) }));

  const scannedBefore = useEffectEvent(() => {
    if (orderId !== null && store) choose(orderId);
    else if (text !== '' && store) read(text);
  });
  const opened = store !== null;
  useEffect(() => {
    if (opened) scannedBefore();
  }, [opened]);

  useKeyLayer('screen', {
    onScan: (scan) => read(scan.text),
    onKey(event) {
      if (event.key !== 'Escape') return false;
      checkout.back();
      return true;
    },
  });

  /** Of the cart that what comes back goes into: a manager decides for that one. */
  const cartId = cart?.id ?? freshId;

  function taken(lines: readonly ReturnLine[], refund = false): void {
    const operatorId = status.signedIn?.operatorId ?? '';
    const begun = { id: cartId, operatorId, openedAt: new Date().toISOString() };
    for (const line of lines) sale.edit({ type: 'return', line, cart: begun });
    play('scan');
    checkout.back();
    if (refund) checkout.begin();
  }

  return (
    <main className={css.returns}>
      <header className={css.head}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={checkout.back} data-testid="returns-back">
          {t('pay.back')}
        </Action>
        <h1 className={css.title}>{t('returns.title')}</h1>
      </header>
      <div className={css.top}>{top}</div>
      <div className={css.find}>
        <TicketFinder
          search={search}
          chosenId={ticket?.orderId ?? null}
          focused
          onChoose={(row) => choose(row.orderId)}
        />
        <Action
          wide
          size="lg"
          aria-pressed={bare}
          onClick={() => {
            setTicket(null);
            setFault(null);
            setBare(true);
          }}
          data-testid="return-without-receipt"
        >
          {t('returns.without')}
        </Action>
      </div>
      <div className={css.ticket}>
        {fault && <Notice {...errorWords(t, fault.code)} />}
        {ticket && (
          <TicketPanel
            key={ticket.orderId}
            ticket={ticket}
            config={config}
            pricesIncludeTax={current.pricesIncludeTax}
            today={today}
            onPostVoid={cart === null && postVoid.isPossible(ticket) ? () => void postVoid.run(ticket) : null}
            cartId={cartId}
            onTaken={taken}
            canRefund={cart === null}
          />
        )}
        {bare && <WithoutReceipt config={config} rules={current} cart={cart} cartId={cartId} onTaken={taken} />}
        {!ticket && !bare && !fault && <Empty icon={Undo2} title={t('returns.scan')} text={t('returns.scanHint')} />}
      </div>
    </main>
  );
}
