import { Box, PackageCheck, Split } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import type { PickScan } from '#domain/fulfilment/pick-list.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { localName } from '#renderer/app/local-name.ts';
import { taxRulesNow } from '#renderer/app/tax-rules-now.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { progressOf } from '#renderer/features/orders/shared/order-columns.ts';
import { OrderFrame } from '#renderer/features/orders/shared/order-frame.tsx';
import { draftOf } from '#renderer/features/orders/shared/order-journal.ts';
import type { OrderTaskProps } from '#renderer/features/orders/shared/order-parts.ts';
import css from '#renderer/features/orders/shared/orders.module.css';
import { useOrderJournal } from '#renderer/features/orders/shared/use-order-journal.ts';
import { usePlaces } from '#renderer/features/places/use-place-name.ts';
import { CameraScan } from '#renderer/features/stock/finder/camera-scan.tsx';
import { UnknownCode } from '#renderer/features/stock/finder/unknown-code.tsx';
import { useProductEntry } from '#renderer/features/stock/finder/use-product-entry.ts';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import type { Fulfilment, VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { PickStopRow } from './pick-stop.tsx';
import { isBegun, pickDrafts, shortDrafts, splitDrafts, walkOf } from './pick-work.ts';
import { StopPanel } from './stop-panel.tsx';
import { type Consent, substituteDraft } from './substitute.ts';
import { SubstitutePanel } from './substitute-panel.tsx';

/** What a scan was that counted nothing. */
type Wrong = { scan: Extract<PickScan, { ok: false }>; card: VariantCard };

/** Picks an order, or several in one walk: by scanning, each scan told at once, so that no crash and nobody else picks it again. */
export function PickOrders({ fulfilments, config, operatorId, onOpen, onBack }: OrderTaskProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { play } = useTill();
  const places = usePlaces();
  const { tell, fault } = useOrderJournal();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);
  const [replacing, setReplacing] = useState(false);
  const walk = walkOf(fulfilments, places);
  const stop = walk.find(({ variantId }) => variantId === chosenId) ?? walk[0];
  const cards = useCards(fulfilments.flatMap(({ lines }) => lines.map(({ variantId }) => variantId)));
  const ids = fulfilments.map(({ fulfilmentId }) => fulfilmentId);
  const ours = (all: readonly Fulfilment[]) => all.filter(({ fulfilmentId }) => ids.includes(fulfilmentId));
  const share = stop?.shares[0];
  const first = fulfilments.find(({ fulfilmentId }) => fulfilmentId === share?.fulfilmentId);
  const line = first?.lines.find(({ lineId }) => lineId === share?.lineId);

  const claim = useEffectEvent(() => {
    void tell((all) =>
      ours(all)
        .filter(({ claimedBy }) => claimedBy !== operatorId)
        .map(({ fulfilmentId }) => draftOf('fulfilment.claimed', { fulfilmentId, operatorId })),
    );
  });
  useEffect(() => claim(), []);

  async function pick(card: VariantCard, quantity: number): Promise<void> {
    let scan: PickScan | null = null;
    await tell((all) => {
      const made = pickDrafts(ours(all), places, { variantId: card.variantId, quantity });
      scan = made.scan;
      return made.drafts;
    });
    take(card, scan);
  }
  function take(card: VariantCard, scan: PickScan | null): void {
    setUnknown(null);
    setWrong(scan === null || scan.ok ? null : { scan, card });
    if (scan?.ok) setChosenId(card.variantId);
    else if (scan) play('wrong');
  }
  async function substitute(card: VariantCard, consent: Consent): Promise<void> {
    if (!first || !line || !share) return;
    const { quantity } = share;
    setReplacing(false);
    const taxRules = taxRulesNow(config);
    await tell(() => [substituteDraft(first, { line, card, quantity, consent, taxRules })]);
  }
  useProductEntry({
    config,
    onUnknown(text) {
      setWrong(null);
      setUnknown(text);
    },
    onItem({ card, facts }) {
      // What is weighed is picked by what it weighs: by its label, or by a number.
      if (card.unit !== 'each' && facts.quantity === undefined) {
        const isWanted = walk.some(({ variantId }) => variantId === card.variantId);
        take(card, isWanted ? null : { ok: false, code: 'not-wanted' });
        if (isWanted) setChosenId(card.variantId);
      } else void pick(card, facts.quantity ?? UNIT_SCALE[card.unit]);
    },
  });

  const progress = fulfilments.map(progressOf);
  const sum = (key: 'picked' | 'wanted') => progress.reduce((total, one) => total + one[key], 0);
  const done = fulfilments.filter(({ actions }) => actions.includes('ready'));
  const bagged = done.filter(({ method }) => method === 'pickup').map(({ fulfilmentId }) => fulfilmentId);
  const toShip = done.find(({ method }) => method === 'ship');
  const numberOf = new Map(fulfilments.map(({ fulfilmentId, number }) => [fulfilmentId, number]));
  const [single] = fulfilments;
  const title =
    fulfilments.length === 1 && single
      ? t('orders.pick.title', { number: single.number })
      : t('orders.wave.title', { count: fulfilments.length });

  if (replacing && first && line && share) {
    return (
      <SubstitutePanel
        config={config}
        number={first.number}
        line={line}
        quantity={share.quantity}
        onTake={(card, consent) => void substitute(card, consent)}
        onClose={() => setReplacing(false)}
      />
    );
  }
  return (
    <OrderFrame
      title={title}
      beside={<CameraScan />}
      onBack={onBack}
      right={
        stop &&
        line && (
          <StopPanel
            key={`${stop.variantId} ${stop.quantity}`}
            stop={stop}
            line={line}
            card={cards.get(stop.variantId)}
            onPick={(quantity) => {
              const card = cards.get(stop.variantId);
              if (card) void pick(card, quantity);
            }}
            onShort={() => void tell((all) => shortDrafts(ours(all), places, stop.variantId))}
            onSubstitute={() => setReplacing(true)}
            onClose={onBack}
          />
        )
      }
      foot={
        <>
          <span className={frame.sum} role="status" data-testid="pick-progress">
            {t('orders.progress', { picked: sum('picked'), wanted: sum('wanted') })}
          </span>
          <div className={css.actions}>
            {fulfilments.some(isBegun) && (
              <Action
                size="lg"
                icon={Split}
                onClick={() => void tell((all) => splitDrafts(ours(all)))}
                data-testid="pick-split"
              >
                {t('orders.pick.split')}
              </Action>
            )}
            {bagged.length === 0 && toShip && (
              <Action
                tone={stop ? 'plain' : 'next'}
                size="lg"
                icon={Box}
                onClick={() => onOpen({ task: 'pack', fulfilmentIds: [toShip.fulfilmentId] })}
                data-testid="pick-to-pack"
              >
                {t('orders.pack.do')}
              </Action>
            )}
            {bagged.length > 0 && (
              <Action
                tone={stop ? 'plain' : 'next'}
                size="lg"
                icon={PackageCheck}
                onClick={() => onOpen({ task: 'ready', fulfilmentIds: bagged })}
                data-testid="pick-to-ready"
              >
                {t('orders.ready.do')}
              </Action>
            )}
          </div>
        </>
      }
      testId="order-picking"
    >
      {fault && <Notice {...errorWords(t, fault.code)} />}
      {wrong && (
        <Notice
          tone="bad"
          code={wrong.scan.code}
          title={t(wrong.scan.code === 'too-many' ? 'orders.pick.tooMany' : 'orders.pick.notWanted', {
            name: localName(wrong.card, i18n.language),
          })}
          next={
            wrong.scan.code === 'too-many'
              ? t('orders.pick.tooManyNext', { quantity: formats.quantity(wrong.scan.left, wrong.card.unit) })
              : t('orders.pick.notWantedNext')
          }
        />
      )}
      {unknown !== null && <UnknownCode key={unknown} text={unknown} />}
      {walk.length > 0 && !wrong && unknown === null && <p className={css.said}>{t('orders.pick.hint')}</p>}
      {walk.length === 0 ? (
        <Empty icon={PackageCheck} title={t('orders.pick.done')} text={t('orders.pick.doneText')} />
      ) : (
        <ul className={frame.lines} data-testid="pick-walk">
          {walk.map((each) => {
            const [one] = each.shares;
            const of = fulfilments.find(({ fulfilmentId }) => fulfilmentId === one?.fulfilmentId);
            const wanted = of?.lines.find(({ lineId }) => lineId === one?.lineId);
            if (!wanted) return null;
            return (
              <PickStopRow
                key={each.variantId}
                stop={each}
                line={wanted}
                card={cards.get(each.variantId)}
                numbers={
                  fulfilments.length === 1
                    ? []
                    : each.shares.map(({ fulfilmentId }) => numberOf.get(fulfilmentId) ?? '')
                }
                chosen={each.variantId === stop?.variantId}
                onChoose={setChosenId}
              />
            );
          })}
        </ul>
      )}
    </OrderFrame>
  );
}
