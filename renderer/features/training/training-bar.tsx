import { GraduationCap } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Readable, useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { Stage } from '#renderer/features/pay/stage.ts';
import type { Sale } from '#renderer/features/sell/sale.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { useSymbol } from '#renderer/ui/use-symbol.ts';
import { guideProgress, keepGuideProgress } from './guide-progress.ts';
import { beginGuide, GUIDED_STEPS, type GuidedSale, look, sightOf } from './guided-sale.ts';
import css from './training-bar.module.css';

interface TrainingBarProps {
  operatorId: string;
  sale: Sale;
  stage: Readable<Stage>;
  sessionOpen: boolean;
  onLeave: () => void;
}

/** Says on every screen that nothing counts, and leads through a first sale for those who want it. */
export function TrainingBar({ operatorId, sale, stage, sessionOpen, onLeave }: TrainingBarProps) {
  const { t } = useTranslation();
  const [guide, setGuide] = useState<GuidedSale | null>(() => {
    const at = guideProgress(localStorage, operatorId);
    return at < GUIDED_STEPS.length ? beginGuide(at) : null;
  });
  useFollow({ sale, stage, sessionOpen, onSight: setGuide });
  const at = guide?.at;
  useEffect(() => {
    if (at !== undefined) keepGuideProgress(localStorage, operatorId, at);
  }, [at, operatorId]);
  const step = at === undefined ? undefined : GUIDED_STEPS[at];

  return (
    <section className={css.training} aria-label={t('training.label')} data-testid="training">
      <div className={css.bar}>
        <GraduationCap size={22} aria-hidden />
        <strong>{t('training.banner')}</strong>
        <span className={css.gap} />
        {guide ? (
          <Action tone="quiet" onClick={() => setGuide(null)} data-testid="guide-leave">
            {t('training.leaveGuide')}
          </Action>
        ) : (
          <Action tone="quiet" onClick={() => setGuide(beginGuide())} data-testid="guide-start">
            {t('training.startGuide')}
          </Action>
        )}
        <Action tone="quiet" onClick={onLeave} data-testid="training-end">
          {t('training.end')}
        </Action>
      </div>
      {guide && (
        <div className={css.guide} role="status" data-testid="guide" data-step={step ?? 'done'}>
          <div className={css.words}>
            <progress
              className={css.progress}
              value={guide.at}
              max={GUIDED_STEPS.length}
              aria-label={t('training.progress')}
            />
            <strong>
              {step
                ? t('training.step', {
                    number: guide.at + 1,
                    count: GUIDED_STEPS.length,
                    name: t(`training.steps.${step}.name`),
                  })
                : t('training.done')}
            </strong>
            <span>{step ? t(`training.steps.${step}.hint`) : t('training.doneHint')}</span>
          </div>
          {(step === 'scan' || step === 'quantity') && <Barcodes />}
          {step && (
            <Action onClick={() => setGuide(beginGuide(guide.at + 1))} data-testid="guide-skip">
              {t('training.skip')}
            </Action>
          )}
        </div>
      )}
    </section>
  );
}

interface Followed {
  sale: Sale;
  stage: Readable<Stage>;
  sessionOpen: boolean;
  onSight: (change: (guide: GuidedSale | null) => GuidedSale | null) => void;
}

/** Looks at the till after every change. */
function useFollow({ sale, stage, sessionOpen, onSight }: Followed): void {
  useEffect(() => {
    const see = (): void => {
      const sight = sightOf(sale.view.get(), stage.get(), sessionOpen);
      onSight((guide) => guide && look(guide, sight));
    };
    see();
    const stops = [sale.view.subscribe(see), stage.subscribe(see)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [sale, stage, sessionOpen, onSight]);
}

const SHOWN = 2;
const LOOKED_AT = 200;

/** Barcodes of goods of this shop, to be scanned off the screen or typed. */
function Barcodes() {
  const { i18n } = useTranslation();
  const store = useStore(useTill().store);
  const [cards, setCards] = useState<readonly VariantCard[]>([]);
  useEffect(() => {
    let wanted = true;
    void store?.browse(null, 0, LOOKED_AT).then((found) => {
      const usable = found.filter(({ gtins, price, unit }) => gtins.length > 0 && price !== null && unit === 'each');
      if (wanted) setCards(usable.slice(0, SHOWN));
    });
    return () => {
      wanted = false;
    };
  }, [store]);
  return (
    <ul className={css.codes}>
      {cards.map((card) => (
        <li key={card.variantId}>
          <Barcode name={localName(card, i18n.language)} gtin={(card.gtins[0] ?? '').replace(/^0/, '')} />
        </li>
      ))}
    </ul>
  );
}

function Barcode({ name, gtin }: { name: string; gtin: string }) {
  const symbol = useSymbol('barcode', gtin);
  return (
    <figure className={css.code} data-testid="guide-barcode" data-code={gtin}>
      {symbol && (
        <svg viewBox={`-10 0 ${symbol.width + 20} ${symbol.height}`} preserveAspectRatio="none" aria-hidden>
          <path d={symbol.path} />
        </svg>
      )}
      <figcaption data-selectable>
        {gtin} · {name}
      </figcaption>
    </figure>
  );
}
