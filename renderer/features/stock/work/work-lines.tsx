import { ArrowLeft, PackageOpen, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { readPlace } from '#renderer/features/places/place-code.ts';
import { ProductFinder } from '#renderer/features/stock/finder/product-finder.tsx';
import { UnknownCode } from '#renderer/features/stock/finder/unknown-code.tsx';
import { useMultiplier } from '#renderer/features/stock/finder/use-multiplier.ts';
import { type ScannedItem, useProductEntry } from '#renderer/features/stock/finder/use-product-entry.ts';
import { isTextField } from '#renderer/keys/key-layers.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import {
  addGoods,
  allAsExpected,
  filledLines,
  hasExpected,
  LINES_MAX,
  moveChosen,
  removeLine,
  setLine,
  toReview,
} from './draft-lines.ts';
import { LineEditor } from './line-editor.tsx';
import { LineList } from './line-list.tsx';
import { SignChoice } from './sign-choice.tsx';
import type { Cards } from './use-cards.ts';
import css from './work.module.css';
import type { WorkStepProps } from './work-screen.tsx';
import { workTitle } from './work-words.ts';

interface WorkLinesProps extends WorkStepProps {
  cards: Cards;
  /** Leaves the work as it is; it is kept. */
  onLeave: () => void;
  onThrowAway: () => void;
}

/** The goods of the work: scanned, found, counted; the line that keys act on beside them. */
export function WorkLines({ work, config, operatorId, cards, onLeave, onThrowAway }: WorkLinesProps) {
  const { t } = useTranslation();
  const { draft, canUndo } = useStore(work.view);
  const multiplier = useMultiplier();
  const [unknown, setUnknown] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const chosen = draft.lines.find(({ lineId }) => lineId === draft.chosen) ?? null;
  const filled = filledLines(draft).length;
  const ready = filled > 0 || draft.kind === 'accept';

  function add(card: VariantCard, facts: ScannedItem['facts'] = {}): void {
    const quantity = (facts.quantity ?? UNIT_SCALE[card.unit]) * multiplier.take();
    const { batch, expiry } = facts;
    const lot = { ...(batch === undefined ? {} : { batch }), ...(expiry === undefined ? {} : { expiry }) };
    setUnknown(null);
    work.edit((current) => addGoods(current, { variantId: card.variantId, quantity, ...lot }, uuid));
  }
  const enter = useProductEntry({
    config,
    onItem: ({ card, facts }) => add(card, facts),
    onUnknown: setUnknown,
    onText(text) {
      const place = readPlace(text, config.places);
      if (!place || !chosen) return false;
      work.edit((current) => setLine(current, chosen.lineId, { placeId: place.placeId }));
      return true;
    },
  });
  const remove = (): void => {
    if (chosen) work.edit((current) => removeLine(current, chosen.lineId));
  };
  /** With what was scanned just before. */
  const review = async (): Promise<void> => {
    await enter.settled();
    const now = work.view.get().draft;
    if (now.kind === 'accept' || filledLines(now).length > 0) work.note(toReview);
  };

  useKeyLayer('screen', {
    onKey(event) {
      const { key } = event;
      const typing = isTextField(document.activeElement) && !isEmptyField(document.activeElement);
      if (event.ctrlKey && key.toLowerCase() === 'z') work.undo();
      else if (event.ctrlKey || event.altKey || event.metaKey) return false;
      else if (key === 'F12' && !event.repeat) void review();
      else if (key === 'Escape') onLeave();
      else if (key === 'ArrowDown' || key === 'ArrowUp')
        work.note((current) => moveChosen(current, key === 'ArrowDown' ? 1 : -1));
      else if (!typing && (key === '-' || key === 'Delete')) remove();
      else return false;
      return true;
    },
  });

  return (
    <section className={css.work} aria-label={t(`stock.kinds.${draft.kind}`)} data-testid={`work-${draft.kind}`}>
      <div className={css.head}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onLeave} data-testid="work-leave">
          {t('stock.back')}
        </Action>
        <h2 className={css.title}>{workTitle(t, draft, reasonWords(t, draft.reason ?? ''))}</h2>
        <Action tone="quiet" icon={Undo2} hint="Ctrl Z" disabled={!canUndo} onClick={work.undo} data-testid="work-undo">
          {t('stock.work.undo')}
        </Action>
        <Action tone="quiet" icon={Trash2} onClick={() => setAsking(true)} data-testid="work-drop">
          {t('stock.work.throwAway')}
        </Action>
      </div>
      <div className={css.split}>
        <div className={css.left}>
          {asking && (
            <Notice tone="warn" code="throw-away" title={t('stock.work.throwAwaySure', { count: filled })}>
              <Action tone="bad" onClick={onThrowAway} data-testid="work-drop-sure">
                {t('stock.work.throwAway')}
              </Action>
              <Action onClick={() => setAsking(false)} data-testid="work-keep">
                {t('stock.work.keep')}
              </Action>
            </Notice>
          )}
          {draft.kind === 'adjust' && draft.reason === 'other' && <SignChoice work={work} />}
          <ProductFinder
            label={t('stock.work.add')}
            onCard={(card) => add(card)}
            onCode={enter}
            multiplier={multiplier.value}
            onMultiplier={multiplier.set}
          />
          {unknown !== null && <UnknownCode key={unknown} text={unknown} />}
          {draft.kind === 'accept' && !draft.sentKnown && (
            <Notice
              tone="info"
              code="sent-unknown"
              title={t('stock.accept.unknown')}
              next={t('stock.accept.unknownNext')}
            />
          )}
          {draft.lines.length >= LINES_MAX && (
            <Notice tone="info" title={t('stock.work.tooMany', { count: LINES_MAX })} />
          )}
          {hasExpected(draft) && filled === 0 && (
            <div>
              <Action onClick={() => work.edit(allAsExpected)} data-testid="work-all">
                {t('stock.work.allCame')}
              </Action>
            </div>
          )}
          {draft.lines.length === 0 ? (
            <Empty icon={PackageOpen} title={t('stock.work.empty')} text={t('stock.work.emptyHint')} />
          ) : (
            <LineList work={work} cards={cards} />
          )}
        </div>
        {chosen && (
          <div className={css.right}>
            <LineEditor
              key={chosen.lineId}
              work={work}
              line={chosen}
              card={cards.get(chosen.variantId)}
              config={config}
              operatorId={operatorId}
              onRemove={remove}
            />
          </div>
        )}
      </div>
      <footer className={css.foot}>
        <span className={css.sum} data-testid="work-sum">
          {t('stock.work.sum', { count: filled })}
        </span>
        <Action
          tone="next"
          size="lg"
          hint="F12"
          disabled={!ready}
          onClick={() => void review()}
          data-testid="work-review"
        >
          {t('stock.work.review')}
        </Action>
      </footer>
    </section>
  );
}

/** A text field with nothing in it: signs typed there are keys. */
function isEmptyField(element: Element | null): boolean {
  return element instanceof HTMLInputElement && element.value === '';
}
