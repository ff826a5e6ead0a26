import { UnstyledButton } from '@mantine/core';
import { Check, Store, Truck } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { operatorName } from '#renderer/app/names.ts';
import { progressOf } from '#renderer/features/orders/shared/order-columns.ts';
import css from '#renderer/features/orders/shared/orders.module.css';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { TimeLeft } from './time-left.tsx';

interface OrderCardProps {
  fulfilment: Fulfilment;
  config: RegisterConfig;
  /** Whether it is among those to be picked together; null where it cannot be. */
  chosen: boolean | null;
  onOpen: (fulfilmentId: string) => void;
  onChoose: (fulfilmentId: string) => void;
}

/** An order on the board: who for, until when, how far it is, and where it lies. */
export const OrderCard = memo(function OrderCard({ fulfilment, config, chosen, onOpen, onChoose }: OrderCardProps) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const { fulfilmentId, number, method, customerName, channelName, claimedBy, placeId, bags, state } = fulfilment;
  const Method = method === 'ship' ? Truck : Store;
  const { picked, wanted } = progressOf(fulfilment);
  return (
    <li
      className={css.card}
      data-chosen={chosen === true || undefined}
      data-testid="order-card"
      data-number={number}
      data-state={state}
    >
      <UnstyledButton type="button" className={css.open} onClick={() => onOpen(fulfilmentId)} data-testid="order-open">
        <span className={css.row}>
          <span className={css.title}>
            <Method size={20} role="img" aria-label={t(`orders.method.${method}`)} />#{number}
          </span>
          <TimeLeft fulfilment={fulfilment} />
        </span>
        <span className={css.name}>{customerName ?? channelName}</span>
        <span className={css.sub}>
          <span>{t('orders.progress', { picked, wanted })}</span>
          {bags !== undefined && <span>{t('orders.bags', { count: bags })}</span>}
          {placeId !== undefined && <span>{placeName(placeId)}</span>}
          {claimedBy !== undefined && <span>{operatorName(config, claimedBy)}</span>}
        </span>
      </UnstyledButton>
      {chosen !== null && (
        <div className={css.choose}>
          <Action
            tone="quiet"
            icon={chosen ? Check : undefined}
            aria-pressed={chosen}
            onClick={() => onChoose(fulfilmentId)}
            data-testid="order-choose"
          >
            {t(chosen ? 'orders.wave.chosen' : 'orders.wave.choose')}
          </Action>
        </div>
      )}
    </li>
  );
});
