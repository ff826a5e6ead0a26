import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnlineOrderDetail } from '#contracts/http/online-orders.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { type AmendDraft, amendChange, amendDraft, amendFaults } from './amend-draft.ts';
import { DecideFrame } from './decide-frame.tsx';
import { AMEND_REASONS } from './order-reasons.ts';
import type { Deciding } from './use-decide.ts';

interface AmendFormProps {
  order: OnlineOrderDetail;
  locations: readonly { locationId: string; storeId: string; name: string }[];
  timeZone: string;
  deciding: Deciding;
  onDone: () => void;
  onLeave: () => void;
}

const METHODS = ['pickup', 'ship'] as const;
const ADDRESS = ['name', 'lines', 'postalCode', 'city', 'country'] as const;

/** Changes where, how or by when something of an order goes, while nothing of it is picked. */
export function AmendForm({ order, locations, timeZone, deciding, onDone, onLeave }: AmendFormProps) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const delivery = order.deliveries[at] ?? order.deliveries[0];
  const [draft, setDraft] = useState<AmendDraft | null>(() =>
    delivery ? amendDraft(delivery, order, timeZone) : null,
  );
  if (!delivery || !draft) return null;
  const faults = amendFaults(draft, delivery, timeZone);
  const change = amendChange(draft, delivery, timeZone);
  const edit = (part: Partial<AmendDraft>): void => setDraft({ ...draft, ...part });
  return (
    <DecideFrame
      title={t('onlineOrders.amend.title')}
      icon={Pencil}
      words={t('onlineOrders.amend.do')}
      disabled={deciding.busy || faults.length > 0 || change === null}
      reasons={AMEND_REASONS}
      onDecide={(why) => void deciding.decide('amend', { ...change, ...why }).then((done) => done && onDone())}
      onLeave={onLeave}
      testId="online-order-amend-form"
    >
      {order.deliveries.length > 1 && (
        <SelectField
          label={t('onlineOrders.amend.which')}
          value={String(at)}
          options={order.deliveries.map((each, index) => ({
            value: String(index),
            label: `${index + 1} · ${t(`onlineOrders.methods.${each.method}`)}`,
          }))}
          onChange={(value) => {
            const next = order.deliveries[Number(value)];
            setAt(Number(value));
            if (next) setDraft(amendDraft(next, order, timeZone));
          }}
          testId="amend-delivery"
        />
      )}
      <Field label={t('onlineOrders.amend.method')}>
        <Choices
          label={t('onlineOrders.amend.method')}
          value={draft.method}
          options={METHODS.map((value) => ({ value, label: t(`onlineOrders.methods.${value}`) }))}
          onChange={(method) => edit({ method: method === 'ship' ? 'ship' : 'pickup' })}
          testId="amend-method"
        />
      </Field>
      {draft.method === 'pickup' && (
        <SelectField
          label={t('onlineOrders.amend.store')}
          value={draft.storeId}
          wrong={faults.includes('store') ? t('onlineOrders.amend.storeNeeded') : null}
          options={[
            ...(draft.storeId === '' ? [{ value: '', label: t('onlineOrders.amend.choose') }] : []),
            ...locations.map(({ storeId, name }) => ({ value: storeId, label: name })),
          ]}
          onChange={(storeId) => edit({ storeId })}
          testId="amend-store"
        />
      )}
      <div className={sheet.actions}>
        <DateField
          label={t('onlineOrders.amend.promised')}
          value={draft.promisedBy}
          withTime
          isWrong={faults.includes('time')}
          onChange={(promisedBy) => edit({ promisedBy })}
          testId="amend-promised"
        />
      </div>
      {draft.method === 'ship' && (
        <>
          <p className={sheet.hint}>
            {delivery.address
              ? t('onlineOrders.amend.addressNow', { address: delivery.address.join(', ') })
              : t('onlineOrders.amend.addressNone')}
          </p>
          <div className={sheet.pair}>
            {ADDRESS.map((field) => (
              <Field key={field} label={t(`onlineOrders.address.${field}`)}>
                <TextField
                  label={t(`onlineOrders.address.${field}`)}
                  value={draft[field]}
                  maxLength={field === 'postalCode' ? 20 : field === 'country' ? 2 : 200}
                  onText={(text) => edit({ [field]: text })}
                  data-testid={`amend-${field}`}
                />
              </Field>
            ))}
          </div>
          {faults.includes('address') && (
            <p className={sheet.wrong} role="alert">
              {t('onlineOrders.amend.addressNeeded')}
            </p>
          )}
        </>
      )}
    </DecideFrame>
  );
}
