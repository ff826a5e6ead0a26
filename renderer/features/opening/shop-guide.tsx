import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftProps } from '#renderer/app/at-till.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { putOffSetup } from '#renderer/features/devices/setup-offer.tsx';
import { OpenShift } from '#renderer/features/shift/open-shift.tsx';
import css from './opening.module.css';
import { OpeningFrame, type RailStep } from './opening-frame.tsx';
import { afterGuideStep, GUIDE_STEPS, type GuideStep, openingStore, SHOP_STEPS } from './opening-state.ts';
import { PrinterStep } from './printer-step.tsx';
import { ProductsStep } from './products-step.tsx';

/** What a shop that has just been opened needs before its first sale, each step now or later. */
export function ShopGuide({ status, config, operatorId }: ShiftProps) {
  const { t } = useTranslation();
  const store = openingStore();
  const { guide, done } = useStore(store);
  const hasSession = status.session !== null;

  function end(step: GuideStep, isDone: boolean): void {
    putOffSetup(localStorage);
    store.update((current) => afterGuideStep(current, step, isDone));
  }

  useEffect(() => {
    if (guide === 'float' && hasSession) store.update((current) => afterGuideStep(current, 'float', true));
  }, [guide, hasSession, store]);

  const index = GUIDE_STEPS.indexOf(guide);
  const before = GUIDE_STEPS[index - 1];
  const go = (to: GuideStep): void => store.update((current) => ({ ...current, phase: 'guide', guide: to }));
  return (
    <OpeningFrame
      title={t(`opening.titles.${guide}`)}
      steps={railSteps()}
      onBack={before ? () => go(before) : null}
      next={null}
      onLater={() => end(guide, done.includes(guide))}
      testId={`opening-at-${guide}`}
    >
      {guide === 'printer' && (
        <PrinterStep status={status} config={config} onDone={(isSetUp) => end('printer', isSetUp)} />
      )}
      {guide === 'products' && <ProductsStep config={config} onMade={() => end('products', true)} />}
      {guide === 'float' && !hasSession && (
        <div className={css.guided}>
          <OpenShift {...{ status, config, operatorId }} onOpened={() => undefined} />
        </div>
      )}
    </OpeningFrame>
  );

  function railSteps(): RailStep[] {
    const open = SHOP_STEPS.map((id): RailStep => {
      return { id, words: t(`opening.steps.${id}`), state: 'done', onGo: null };
    });
    const now = GUIDE_STEPS.map((id): RailStep => {
      const state = id === guide ? 'now' : done.includes(id) ? 'done' : 'ahead';
      return { id, words: t(`opening.steps.${id}`), state, onGo: id === guide ? null : () => go(id) };
    });
    return [...open, ...now];
  }
}
