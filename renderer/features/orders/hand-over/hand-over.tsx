import { HandHelping } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { OrderFrame } from '#renderer/features/orders/shared/order-frame.tsx';
import type { OrderTaskProps } from '#renderer/features/orders/shared/order-parts.ts';
import { useOrderJournal } from '#renderer/features/orders/shared/use-order-journal.ts';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { GoodsList } from './goods-list.tsx';
import { goodsToGive } from './goods-of.ts';
import css from './hand-over.module.css';
import { ageFor, chosenGoods, handOverDraft, type Proof } from './hand-over-draft.ts';
import { type Collector, ProofPanel } from './proof-panel.tsx';
import { usePickupCode } from './use-pickup-code.ts';

/** Gives a customer what lies ready for them: who they are is proven, how old they are where that matters, and what they take. */
export function HandOver({ fulfilments, shown, onOpen, onBack, onBoard }: OrderTaskProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const placeName = usePlaceName();
  const { host, play } = useTill();
  const { tell, busy, fault } = useOrderJournal();
  const code = usePickupCode();
  const [unkept, setUnkept] = useState<Fault | null>(null);
  const [proof, setProof] = useState<Proof | null>(shown ? { kind: 'code', how: shown } : null);
  const [collector, setCollector] = useState<Collector>({ who: 'customer', name: '' });
  const [quantities, setQuantities] = useState<ReadonlyMap<string, number>>(new Map());
  const [ageMet, setAgeMet] = useState(0);
  const [fulfilment] = fulfilments;

  const goods = fulfilment ? chosenGoods(fulfilment, quantities) : [];
  const age = ageFor(goods);
  const isNamed = collector.who === 'customer' || collector.name.trim() !== '';
  const isPaid = fulfilment !== undefined && fulfilment.toPay === 0;
  const isOldEnough = age === undefined || ageMet >= age;
  const isReady = proof !== null && isNamed && isPaid && goods.length > 0 && isOldEnough && !busy;

  async function look(text: string): Promise<void> {
    const opened = await code.prove(text);
    play(opened ? 'scan' : 'wrong');
    if (!opened) return;
    const { fulfilmentId, how } = opened;
    if (fulfilmentId === fulfilment?.fulfilmentId) setProof({ kind: 'code', how });
    else onOpen({ task: 'hand-over', fulfilmentIds: [fulfilmentId], shown: how });
  }
  /** Null: it could not be kept, and nothing is handed over. */
  async function keepName(): Promise<string | undefined | null> {
    if (collector.who === 'customer') return undefined;
    const subjectId = uuid();
    const kept = await attempt(host, 'vault.put', { subjectId, text: collector.name.trim() });
    setUnkept(kept.ok ? null : kept.fault);
    return kept.ok ? subjectId : null;
  }
  async function handOver(): Promise<void> {
    if (!isReady || !fulfilment) return;
    const collectorId = await keepName();
    if (collectorId === null) return;
    let isThere = false;
    const told = await tell((all) => {
      const now = all.find((one) => one.fulfilmentId === fulfilment.fulfilmentId);
      const choice = { proof, collector: collector.who, quantities };
      const more = { ...(collectorId ? { collectorId } : {}), ...(age === undefined ? {} : { minimumAge: age }) };
      const drafts = now ? handOverDraft(now, { ...choice, ...more }) : [];
      isThere = drafts.length > 0;
      return drafts;
    });
    if (!told) return setProof(null);
    if (isThere) onBoard();
    else setUnkept({ code: 'pickup-gone' });
  }
  useKeyLayer('screen', {
    onScan: ({ text }) => void look(text),
    onKey(event) {
      if (event.key !== 'Enter' || event.repeat || event.target instanceof HTMLInputElement) return false;
      if (!isReady) return false;
      void handOver();
      return true;
    },
  });

  if (!fulfilment) return null;
  const { number, bags, placeId, toPay, customerName } = fulfilment;
  const said = unkept ?? fault ?? code.fault;
  return (
    <OrderFrame
      title={t('orders.handOver.title', { number })}
      onBack={onBack}
      right={
        <ProofPanel
          customerName={customerName}
          proof={proof}
          collector={collector}
          age={age}
          isOldEnough={isOldEnough}
          onCode={(text) => void look(text)}
          onIdentity={() => {
            code.forget();
            setProof({ kind: 'identity' });
          }}
          onCollector={setCollector}
          onAge={(met) => {
            if (met) {
              setAgeMet(age ?? 0);
              return;
            }
            const refused = goodsToGive(fulfilment).filter((one) => one.minimumAge !== undefined);
            setQuantities((before) => withNone(before, refused));
          }}
        />
      }
      foot={
        <>
          <span className={css.sum} data-testid="hand-over-sum">
            {t('orders.handOver.lines', { count: goods.length })}
          </span>
          <Action
            tone="next"
            size="lg"
            icon={HandHelping}
            hint="Enter"
            disabled={!isReady}
            onClick={() => void handOver()}
            data-testid="hand-over-save"
          >
            {t('orders.handOver.save')}
          </Action>
        </>
      }
      testId="order-handing-over"
    >
      {said && <Notice {...errorWords(t, said.code)} />}
      {toPay > 0 && (
        <Notice
          tone="warn"
          code="to-pay"
          title={t('orders.handOver.toPay', { amount: formats.money(toPay) })}
          next={t('orders.handOver.toPayNext')}
        />
      )}
      <p className={css.where} data-testid="hand-over-where">
        {[
          bags === undefined ? '' : t('orders.bags', { count: bags }),
          placeId === undefined ? '' : placeName(placeId),
          customerName ?? '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <GoodsList goods={goodsToGive(fulfilment)} quantities={quantities} onQuantities={setQuantities} />
    </OrderFrame>
  );
}

function withNone(before: ReadonlyMap<string, number>, goods: ReturnType<typeof goodsToGive>): Map<string, number> {
  return new Map([...before, ...goods.map((one) => [`${one.lineId}\n${one.variantId}`, 0] as const)]);
}
