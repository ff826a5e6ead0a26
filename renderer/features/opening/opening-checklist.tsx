import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './opening.module.css';
import { GUIDE_STEPS, type GuideStep, openingStore } from './opening-state.ts';

/** On the sell screen of a new shop: its first sale, and what was put off, until it is done or nobody wants to hear of it. */
export function OpeningChecklist({ status }: { status: HostStatus }) {
  const { t } = useTranslation();
  const store = openingStore();
  const { phase, done } = useStore(store);
  const sold = useHasSold();
  const isDone = (step: GuideStep): boolean => {
    if (step === 'printer') return done.includes(step) || status.printer.configured;
    return done.includes(step) || (step === 'float' && status.session !== null);
  };
  const left = GUIDE_STEPS.filter((step) => !isDone(step));
  const isOver = sold && left.length === 0;
  useEffect(() => {
    if (phase === 'list' && isOver) store.update((current) => ({ ...current, phase: 'over' }));
  }, [phase, isOver, store]);
  if (phase !== 'list' || isOver) return null;
  return (
    <div className={css.checklist}>
      <Notice
        tone="info"
        code="opening-list"
        title={t(sold ? 'opening.list.left' : 'opening.list.firstSale')}
        next={sold ? undefined : t('opening.list.firstSaleText')}
      >
        {left.map((step) => (
          <Action
            key={step}
            onClick={() => store.update((current) => ({ ...current, phase: 'guide', guide: step }))}
            data-testid={`opening-list-${step}`}
          >
            {t(`opening.titles.${step}`)}
          </Action>
        ))}
        <Action
          tone="quiet"
          onClick={() => store.update((current) => ({ ...current, phase: 'over' }))}
          data-testid="opening-dismiss"
        >
          {t('app.dismiss')}
        </Action>
      </Notice>
    </div>
  );
}

/** Whether this till has sold anything yet. */
function useHasSold(): boolean {
  const database = useStore(useTill().store);
  const [sold, setSold] = useState(false);
  useEffect(() => {
    if (!database) return;
    const look = (): void => void database.recentOrders(1).then((orders) => setSold(orders.length > 0));
    look();
    return database.onOrders(look);
  }, [database]);
  return sold;
}
