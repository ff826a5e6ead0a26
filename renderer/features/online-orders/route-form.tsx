import { Store } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnlineOrderDetail } from '#contracts/http/online-orders.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { DecideFrame } from './decide-frame.tsx';
import { ROUTE_REASONS } from './order-reasons.ts';
import type { Deciding } from './use-decide.ts';

interface RouteFormProps {
  order: OnlineOrderDetail;
  locations: readonly { locationId: string; storeId: string; name: string }[];
  deciding: Deciding;
  onDone: () => void;
  onLeave: () => void;
}

/** Has a store that a person chooses promise what is open of an order; what others promised and have not picked is taken from them. */
export function RouteForm({ order, locations, deciding, onDone, onLeave }: RouteFormProps) {
  const { t } = useTranslation();
  const [locationId, setLocationId] = useState<string | null>(null);
  const isPickup = order.deliveries.some(({ method }) => method === 'pickup');
  return (
    <DecideFrame
      title={t('onlineOrders.route.title')}
      icon={Store}
      words={t('onlineOrders.route.do')}
      disabled={deciding.busy || locationId === null}
      reasons={ROUTE_REASONS}
      byStore
      onDecide={({ reason }) => void deciding.decide('route', { locationId, reason }).then((done) => done && onDone())}
      onLeave={onLeave}
      testId="online-order-route-form"
    >
      <Field
        label={t('onlineOrders.route.where')}
        hint={t(isPickup ? 'onlineOrders.route.hintPickup' : 'onlineOrders.route.hint')}
      >
        <Choices
          label={t('onlineOrders.route.where')}
          value={locationId}
          options={locations.map((one) => ({ value: one.locationId, label: one.name }))}
          onChange={setLocationId}
          testId="route-location"
        />
      </Field>
    </DecideFrame>
  );
}
