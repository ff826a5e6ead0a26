import { Check, Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ShiftProps } from '#renderer/app/at-till.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { ORDER_TASKS } from '#renderer/features/orders/order-tasks.ts';
import { OrderFrame } from '#renderer/features/orders/shared/order-frame.tsx';
import { draftOf } from '#renderer/features/orders/shared/order-journal.ts';
import { OrderLines } from '#renderer/features/orders/shared/order-lines.tsx';
import type { OpenOrders } from '#renderer/features/orders/shared/order-parts.ts';
import css from '#renderer/features/orders/shared/orders.module.css';
import { useOrderJournal } from '#renderer/features/orders/shared/use-order-journal.ts';
import { toPack } from '#renderer/features/orders/ship/parcel-work.ts';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TimeLeft } from './time-left.tsx';

interface OrderViewProps extends ShiftProps {
  fulfilment: Fulfilment;
  onOpen: (open: OpenOrders) => void;
  onBoard: () => void;
}

/** One order: what is wanted, who for and until when, and what may be done with it now. */
export function OrderView({ fulfilment, operatorId, config, onOpen, onBoard }: OrderViewProps) {
  const { t } = useTranslation();
  const { play } = useTill();
  const { tell, busy, fault } = useOrderJournal();
  const { fulfilmentId, number, actions, claimedBy, lines, state } = fulfilment;
  const isMine = claimedBy === operatorId;
  const tasks = ORDER_TASKS.filter(({ action, isFor }) => actions.includes(action) && isFor?.(fulfilment) !== false);
  const steps = tasks.filter(({ action }) => action !== 'refuse');
  // Once all is in parcels, they are still looked at and taken apart where they were packed.
  const next = steps.find(({ id }) => id !== 'pack' || toPack(fulfilment).length > 0) ?? steps[0];
  // A scan here is meant for the order, not for a sale: what is picked is scanned where it is picked.
  useKeyLayer('screen', { onScan: () => play('wrong') });
  const claim = () => draftOf('fulfilment.claimed', { fulfilmentId, operatorId });

  function accept(): void {
    void tell((all) => {
      const now = all.find((one) => one.fulfilmentId === fulfilmentId);
      return now?.actions.includes('accept')
        ? [draftOf('fulfilment.decided', { fulfilmentId, decision: 'accept' }), claim()]
        : [];
    });
  }
  return (
    <OrderFrame
      title={`#${number}`}
      beside={
        <span className={css.beside}>
          <TimeLeft fulfilment={fulfilment} />
        </span>
      }
      onBack={onBoard}
      right={<OrderFacts fulfilment={fulfilment} claimed={claimedBy && operatorName(config, claimedBy)} />}
      foot={
        <>
          <div className={css.actions}>
            {tasks
              .filter(({ action }) => action === 'refuse')
              .map((task) => (
                <Action
                  key={task.id}
                  size="lg"
                  icon={task.icon}
                  disabled={busy}
                  onClick={() => onOpen({ task: task.id, fulfilmentIds: [fulfilmentId] })}
                  data-testid={`order-${task.id}`}
                >
                  {task.words(t)}
                </Action>
              ))}
            {!isMine && !actions.includes('accept') && (
              <Action
                size="lg"
                icon={Hand}
                disabled={busy}
                onClick={() => void tell(() => [claim()])}
                data-testid="order-claim"
              >
                {t('orders.claim')}
              </Action>
            )}
          </div>
          <div className={css.actions}>
            {actions.includes('accept') && (
              <Action tone="next" size="lg" icon={Check} disabled={busy} onClick={accept} data-testid="order-accept">
                {t('orders.accept')}
              </Action>
            )}
            {steps.map((task) => (
              <Action
                key={task.id}
                tone={task === next ? 'next' : 'plain'}
                size="lg"
                icon={task.icon}
                disabled={busy}
                onClick={() => onOpen({ task: task.id, fulfilmentIds: [fulfilmentId] })}
                data-testid={`order-${task.id}`}
              >
                {task.words(t)}
              </Action>
            ))}
          </div>
        </>
      }
      testId="order-view"
    >
      {fault && <Notice {...errorWords(t, fault.code)} />}
      <p className={css.said} data-testid="order-state" data-state={state}>
        {t(`orders.state.${state}`)}
      </p>
      <OrderLines lines={lines} />
    </OrderFrame>
  );
}

function OrderFacts({ fulfilment, claimed }: { fulfilment: Fulfilment; claimed: string | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const placeName = usePlaceName();
  const { method, customerName, reach, promisedBy, channelName, note, bags, placeId, toPay, placedAt } = fulfilment;
  const facts: readonly [string, string | undefined][] = [
    [t('orders.facts.customer'), customerName],
    [t('orders.facts.reach'), reach === 'none' ? t('orders.call') : undefined],
    [t('orders.facts.method'), t(`orders.method.${method}`)],
    [t('orders.facts.promised'), promisedBy && formats.dateTime(promisedBy)],
    [t('orders.facts.placed'), `${formats.dateTime(placedAt)} · ${channelName}`],
    [t('orders.facts.claimed'), claimed],
    [t('orders.facts.bags'), bags === undefined ? undefined : t('orders.bags', { count: bags })],
    [t('orders.facts.place'), placeId && placeName(placeId)],
    [t('orders.facts.toPay'), toPay > 0 ? formats.money(toPay) : undefined],
    [t('orders.facts.note'), note],
  ];
  return (
    <dl className={css.facts} data-testid="order-facts">
      {facts.flatMap(([name, value]) =>
        value === undefined || value === ''
          ? []
          : [
              <div key={name} className={css.fact}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>,
            ],
      )}
    </dl>
  );
}
