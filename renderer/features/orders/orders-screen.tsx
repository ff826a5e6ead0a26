import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftProps } from '#renderer/app/at-till.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { OrderBoard } from './board/order-board.tsx';
import { OrderView } from './board/order-view.tsx';
import { ORDER_TASKS } from './order-tasks.ts';
import { keepOrders, keptOrders } from './shared/kept-orders.ts';
import type { OpenOrders, ScannedPickup } from './shared/order-parts.ts';
import css from './shared/orders.module.css';
import { useFulfilments } from './shared/use-fulfilments.ts';

interface ScannedProps extends ShiftProps {
  scanned?: ScannedPickup;
}

interface OrdersScreenProps extends ScannedProps {
  top: ReactNode;
}

/** Online orders that this store picks and hands over, once the till's database is open. */
export function OrdersScreen({ top, ...who }: OrdersScreenProps) {
  const { t } = useTranslation();
  const store = useStore(useTill().store);
  return (
    <Page title={t('rail.orders')} top={top}>
      <div className={css.screen} data-testid="orders">
        {store && <OpenedOrders {...who} />}
      </div>
    </Page>
  );
}

/** What was open stays open over a crash or a sign-out. */
function OpenedOrders({ scanned, ...who }: ScannedProps) {
  const { kept } = useTill();
  const { operatorId } = who;
  const fulfilments = useFulfilments();
  const [open, setOpen] = useState<OpenOrders | null>(() => (scanned?.code ? null : keptOrders(kept, operatorId)));
  const shown = fulfilments?.filter(({ fulfilmentId }) => open?.fulfilmentIds.includes(fulfilmentId)) ?? [];
  const task = ORDER_TASKS.find(({ id }) => id === open?.task);
  const show = (next: OpenOrders | null): void => {
    keepOrders(kept, operatorId, next);
    setOpen(next);
  };
  const isGone = fulfilments !== null && open !== null && shown.length === 0;
  useEffect(() => {
    if (isGone) keepOrders(kept, operatorId, null);
  }, [isGone, kept, operatorId]);
  const toBoard = (): void => show(null);
  const [first] = shown;
  const Screen = task?.component;
  if (!open || !first) return <OrderBoard {...who} fulfilments={fulfilments} scanned={scanned} onOpen={show} />;
  if (!Screen)
    return <OrderView {...who} key={first.fulfilmentId} fulfilment={first} onOpen={show} onBoard={toBoard} />;
  return (
    <Screen
      key={`${open.task} ${open.fulfilmentIds.join(' ')}`}
      {...who}
      fulfilments={shown}
      shown={open.shown}
      onOpen={show}
      onBack={() => show(shown.length > 1 ? null : { task: null, fulfilmentIds: [first.fulfilmentId] })}
      onBoard={toBoard}
    />
  );
}
