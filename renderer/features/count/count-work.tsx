import { ArrowLeft, CheckCheck, ScanBarcode } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountPlanned } from '#contracts/facts/stock-facts.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { readPlace } from '#renderer/features/places/place-code.ts';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import { ProductFinder } from '#renderer/features/stock/finder/product-finder.tsx';
import { UnknownCode } from '#renderer/features/stock/finder/unknown-code.tsx';
import { useMultiplier } from '#renderer/features/stock/finder/use-multiplier.ts';
import { useProductEntry } from '#renderer/features/stock/finder/use-product-entry.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './count.module.css';
import { CountEditor } from './count-editor.tsx';
import { figureKey } from './count-figures.ts';
import { type CountLine, CountLines } from './count-lines.tsx';
import type { Counting } from './counting.ts';
import { useAskedFor } from './use-asked-for.ts';

/** Typed and confirmed, how many of the chosen product there are; longer numbers are looked for as codes. */
const QUANTITY = /^\d{1,2}$/;

interface CountWorkProps extends StockSectionProps {
  plan: CountPlanned;
  counting: Counting;
  onLeave: () => void;
}

/** Counting place by place: scanned, found or chosen from the list; what is counted is told as one goes. */
export function CountWork({ plan, counting, config, onLeave }: CountWorkProps) {
  const { t } = useTranslation();
  const { play } = useTill();
  const placeName = usePlaceName();
  const { figures, pending, complete, fault } = useStore(counting.view);
  const [placeId, setPlaceId] = useState(plan.placeIds[0] ?? '');
  const [chosen, setChosen] = useState<string | null>(null);
  const multiplier = useMultiplier();
  const [unknown, setUnknown] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const [asking, setAsking] = useState(false);
  const askedFor = useAskedFor(plan);
  const here = [...figures.values()].filter((figure) => figure.placeId === placeId);
  const counted = new Map(here.map(({ variantId, quantity }) => [variantId, quantity]));
  const lines = linesOf(askedFor, counted);
  const cards = useCards(lines.map(({ variantId }) => variantId));
  const told = !plan.blind && plan.placeIds.length === 1;
  const left = lines.filter(({ quantity }) => quantity === null).length;

  function add(card: VariantCard, facts: { quantity?: number } = {}): void {
    setUnknown(null);
    const times = multiplier.take();
    // A recount asks for what differed, and for nothing else.
    const isAsked = plan.round === 1 || askedFor?.includes(card.variantId) === true;
    setRefused(!isAsked);
    if (!isAsked) {
      play('wrong');
      return;
    }
    setChosen(card.variantId);
    const { variantId } = card;
    counting.add({ placeId, variantId }, (facts.quantity ?? UNIT_SCALE[card.unit]) * times);
  }
  const enter = useProductEntry({
    config,
    onItem: ({ card, facts }) => add(card, facts),
    onUnknown: setUnknown,
    onText(text) {
      const scanned = readPlace(text, config.places);
      if (!scanned || !plan.placeIds.includes(scanned.placeId)) return false;
      goTo(scanned.placeId);
      return true;
    },
  });
  useKeyLayer('screen', {
    onKey(event) {
      if (event.key !== 'Escape') return false;
      onLeave();
      return true;
    },
  });

  function setChosenTo(text: string): void {
    const unit = cards.get(chosen ?? '')?.unit ?? 'each';
    if (chosen !== null) counting.set({ placeId, variantId: chosen }, Number(text) * UNIT_SCALE[unit]);
  }
  function goTo(next: string): void {
    void counting.flush();
    setChosen(null);
    setAsking(false);
    setPlaceId(next);
  }
  async function completeHere(): Promise<void> {
    setAsking(false);
    if (!(await counting.completePlace(placeId))) return;
    const next = plan.placeIds.find((id) => id !== placeId && !counting.view.get().complete.has(id));
    if (next !== undefined) goTo(next);
  }

  return (
    <section className={frame.work} aria-label={plan.name} data-testid="count-work">
      <div className={frame.head}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onLeave} data-testid="count-leave">
          {t('stock.back')}
        </Action>
        <h2 className={frame.title}>{plan.name}</h2>
        <span className={css.badges}>
          {plan.round > 1 && <span>{t('counts.round', { round: plan.round })}</span>}
          {plan.blind && <span>{t('counts.blind')}</span>}
        </span>
      </div>
      <div className={frame.split}>
        <div className={frame.left}>
          {plan.placeIds.length > 1 && (
            <Choices
              label={t('counts.places')}
              value={placeId}
              options={plan.placeIds.map((id) => ({
                value: id,
                label: complete.has(id) ? t('counts.placeDone', { place: placeName(id) }) : placeName(id),
              }))}
              onChange={goTo}
              testId="count-at"
            />
          )}
          <ProductFinder
            label={t('counts.find')}
            onCard={(card) => add(card)}
            onCode={(text) => (chosen !== null && QUANTITY.test(text) ? setChosenTo(text) : enter(text))}
            multiplier={multiplier.value}
            onMultiplier={multiplier.set}
          />
          {fault && <Notice {...errorWords(t, fault.code)} />}
          {refused && <Notice tone="warn" code="not-asked" title={t('counts.notAsked')} />}
          {unknown !== null && <UnknownCode key={unknown} text={unknown} />}
          {complete.has(placeId) && (
            <Notice tone="ok" code="place-complete" title={t('counts.completeSaid', { place: placeName(placeId) })} />
          )}
          {asking && (
            <Notice
              tone="warn"
              code="complete-asked"
              title={t('counts.completeAsk', { place: placeName(placeId) })}
              next={left > 0 ? t('counts.completeLeft', { count: left }) : t('counts.completeNext')}
            >
              <Action onClick={() => void completeHere()} data-testid="count-complete-sure">
                {t('counts.completeYes')}
              </Action>
              <Action onClick={() => setAsking(false)} data-testid="count-complete-not">
                {t('counts.completeNo')}
              </Action>
            </Notice>
          )}
          {lines.length === 0 ? (
            <Empty icon={ScanBarcode} title={t('counts.empty')} text={t('counts.emptyText')} />
          ) : (
            <CountLines lines={lines} cards={cards} chosen={chosen} told={told} onChoose={setChosen} />
          )}
        </div>
        <div className={frame.right}>
          {chosen !== null && (
            <CountEditor
              key={figureKey({ placeId, variantId: chosen })}
              card={cards.get(chosen)}
              quantity={counted.get(chosen) ?? null}
              expected={told ? (cards.get(chosen)?.stock?.onHand ?? null) : null}
              onQuantity={(quantity) => counting.set({ placeId, variantId: chosen }, quantity)}
            />
          )}
        </div>
      </div>
      <footer className={frame.foot}>
        <span className={frame.sum} role="status" data-testid="count-progress" data-pending={pending}>
          {askedFor
            ? t('counts.progress', { counted: lines.length - left, count: lines.length })
            : t('counts.found', { count: lines.length })}
          {' · '}
          {t(pending > 0 ? 'counts.keeping' : 'counts.kept')}
        </span>
        <Action
          tone="next"
          size="lg"
          icon={CheckCheck}
          disabled={complete.has(placeId)}
          onClick={() => setAsking(true)}
          data-testid="count-complete"
        >
          {t('counts.complete')}
        </Action>
      </footer>
    </section>
  );
}

/** What was counted, the latest new one first, then what is asked for and not counted yet. */
function linesOf(askedFor: readonly string[] | null, counted: ReadonlyMap<string, number>): CountLine[] {
  const asked = new Set(askedFor);
  const said = [...counted].reverse().map(([variantId, quantity]) => {
    return { variantId, quantity, extra: askedFor !== null && !asked.has(variantId) };
  });
  const rest = (askedFor ?? []).filter((variantId) => !counted.has(variantId));
  return [...rest.map((variantId) => ({ variantId, quantity: null, extra: false })), ...said];
}
