import { Undo2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { ReturnLine } from '#domain/order/cart.ts';
import { refundMeans } from '#domain/order/refund-means.ts';
import { returnablesOf } from '#domain/order/returnable.ts';
import { tenderOf } from '#domain/tender/tender.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import { tenderName } from '#renderer/features/receipts/paper-words.ts';
import { ReasonPicker } from '#renderer/features/returns/reason-picker.tsx';
import { limitOf } from '#renderer/features/returns/return-limit.ts';
import type { SoldTicket } from '#renderer/features/returns/sold-ticket.ts';
import { type Chosen, takeBack } from '#renderer/features/returns/take-back.ts';
import { TicketLines } from '#renderer/features/returns/ticket-lines.tsx';
import { waysBack } from '#renderer/features/returns/ways-back.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './ticket-panel.module.css';

interface TicketPanelProps {
  ticket: SoldTicket;
  config: RegisterConfig;
  pricesIncludeTax: boolean;
  today: string;
  /** Of the cart it comes back in. */
  cartId: string;
  /** Undoes the whole sale, where that is possible. */
  onPostVoid: (() => void) | null;
  /** `refund`: nothing else is sold or comes back, the money is to be given back now. */
  onTaken: (lines: readonly ReturnLine[], refund: boolean) => void;
  /** Whether the cart is empty, so that a refund can follow at once. */
  canRefund: boolean;
}

/** One past ticket: what of it comes back, why, and how the money goes back. */
export function TicketPanel({
  ticket,
  config,
  pricesIncludeTax,
  today,
  cartId,
  onPostVoid,
  onTaken,
  canRefund,
}: TicketPanelProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { allow } = useOverride();
  const { play } = useTill();
  const { returns: policy } = storePolicy(config.store);
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [reason, setReason] = useState(policy.reasons[0] ?? null);
  const unreturnable = useUnreturnable(ticket);
  const left = useMemo(() => returnablesOf(ticket.order, ticket.orderId, ticket.returned), [ticket]);
  const wanted = chosen.filter(({ quantity }) => quantity > 0);
  const asked = { ticket, chosen: wanted, today, windowDays: policy.windowDays, unreturnable, pricesIncludeTax };
  const preview = takeBack({ ...asked, reason: reason ?? 'other', newId: () => 'preview' });
  const late = preview.faults.find(({ code }) => code === 'return-window-passed');
  const faults = preview.faults.filter(({ code }) => code !== 'return-window-passed');
  const ready = wanted.length > 0 && reason !== null && faults.length === 0 && !ticket.postVoided;

  const change = (next: Chosen): void => setChosen([...chosen.filter(({ lineId }) => lineId !== next.lineId), next]);
  const everything = (): void =>
    setChosen(
      left.flatMap((returnable): Chosen[] => {
        const ways = waysBack(ticket, returnable);
        const before = chosen.find(({ lineId }) => lineId === returnable.line.id)?.condition;
        const way = ways.find(({ condition }) => condition === before) ?? ways[0];
        return way ? [{ lineId: returnable.line.id, quantity: way.most, condition: way.condition }] : [];
      }),
    );

  async function confirm(refund: boolean): Promise<void> {
    if (!ready || reason === null) return play('wrong');
    const { lines } = takeBack({ ...asked, reason, newId: uuid });
    const itemId = lines[0]?.id ?? '';
    const about = { itemId, amount: preview.refund, name: ticket.receipt };
    const allowed = await allow('return-with-receipt', 0, cartId, about);
    if (!allowed.ok) return;
    const more = [
      ...(ticket.known === 'code' ? (['return-unverified'] as const) : []),
      ...(late ? (['return-without-receipt'] as const) : []),
    ];
    let { overrideId } = allowed;
    for (const permission of more) {
      const decided = await allow(permission, preview.refund, cartId, about);
      if (!decided.ok) return;
      overrideId = decided.overrideId ?? overrideId;
    }
    onTaken(
      lines.map((line) => (overrideId === undefined ? line : { ...line, overrideId })),
      refund,
    );
  }

  return (
    <section
      className={css.ticket}
      aria-label={t('returns.ticket', { number: ticket.receipt })}
      data-testid="return-ticket"
    >
      <header className={css.head}>
        <div>
          <h2 className={css.title}>{t('returns.ticket', { number: ticket.receipt })}</h2>
          <p className={css.sub}>{formats.dateTime(ticket.at)}</p>
        </div>
        <Action onClick={everything} disabled={ticket.postVoided} data-testid="return-all">
          {t('returns.all')}
        </Action>
      </header>
      <Known ticket={ticket} config={config} />
      <TicketLines ticket={ticket} lines={left} chosen={chosen} onChange={change} />
      <ReasonPicker reasons={policy.reasons} reason={reason} onChoose={setReason} />
      {late && <Notice {...errorWords(t, late.code)} />}
      {faults.map((fault) => (
        <Notice
          key={`${fault.code} ${'lineId' in fault ? fault.lineId : ''}`}
          {...(fault.code === 'serial-differs'
            ? { tone: 'warn' as const, code: fault.code, title: t('returns.serialDiffers', { serial: fault.serial }) }
            : errorWords(t, fault.code))}
        />
      ))}
      <RefundPreview ticket={ticket} refund={preview.refund} config={config} />
      <div className={css.actions}>
        <Action
          tone="next"
          size="xl"
          wide
          icon={Undo2}
          disabled={!ready}
          onClick={() => void confirm(false)}
          data-testid="take-back"
        >
          {t('returns.take', { amount: formats.money(preview.refund) })}
        </Action>
        {canRefund && (
          <Action size="lg" wide disabled={!ready} onClick={() => void confirm(true)} data-testid="refund-now">
            {t('returns.refundNow')}
          </Action>
        )}
        {onPostVoid && (
          <Action tone="bad" size="lg" wide onClick={onPostVoid} data-testid="post-void">
            {t('returns.postVoid')}
          </Action>
        )}
      </div>
    </section>
  );
}

/** How sure it is that nothing came back elsewhere. */
function Known({ ticket, config }: { ticket: SoldTicket; config: RegisterConfig }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { status } = useStore(useTill().hostView);
  if (ticket.postVoided) return <Notice tone="bad" code="post-voided" title={t('returns.voided')} />;
  if (ticket.known === 'server') return null;
  if (ticket.known === 'own') {
    return <Notice tone="info" code="own-only" title={t('returns.ownOnly')} next={t('returns.ownOnlyNext')} />;
  }
  const limit = limitOf(config, status?.signedIn?.operatorId);
  return (
    <Notice
      tone="warn"
      code="return-unverified"
      title={t('returns.unverified')}
      next={
        limit === null
          ? t('returns.unverifiedManager')
          : Number.isFinite(limit)
            ? t('returns.limit', { amount: formats.money(limit) })
            : undefined
      }
    />
  );
}

/** Where the money goes, as far as the ticket's payments are known. */
function RefundPreview({ ticket, refund, config }: { ticket: SoldTicket; refund: number; config: RegisterConfig }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  if (refund === 0) return null;
  const { tenders, returns } = storePolicy(config.store);
  const { order, givenBack } = ticket;
  const { means, rest } = refundMeans({ refund, paid: order, givenBack, tenders, cashLimit: returns.cashLimit });
  return (
    <dl className={css.means} data-testid="refund-preview">
      {means.map(({ tender: tenderId, amount, original }) => {
        const tender = tenderOf(tenders, tenderId);
        return (
          <div key={original?.id ?? tenderId} data-testid="refund-means" data-tender={tenderId}>
            <dt>{tender ? tenderName(t, tender, i18n.language) : tenderId}</dt>
            <dd>{formats.money(amount)}</dd>
          </div>
        );
      })}
      {rest > 0 && (
        <div data-testid="refund-rest">
          <dt>{t('returns.rest')}</dt>
          <dd>{formats.money(rest)}</dd>
        </div>
      )}
    </dl>
  );
}

/** Goods of the ticket that the catalogue says are not taken back. */
function useUnreturnable(ticket: SoldTicket): ReadonlySet<string> {
  const store = useStore(useTill().store);
  const [found, setFound] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let wanted = true;
    const ids = ticket.order.lines.map(({ variantId }) => variantId);
    void store?.cards(ids).then((cards) => {
      const never = cards.flatMap((card) => (card?.rules?.unreturnable ? [card.variantId] : []));
      if (wanted) setFound(new Set(never));
    });
    return () => {
      wanted = false;
    };
  }, [store, ticket]);
  return found;
}
