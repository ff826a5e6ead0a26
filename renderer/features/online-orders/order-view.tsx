import { ArrowLeft, CircleX, Pencil, Store, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExceptionRow } from '#contracts/http/exceptions.ts';
import { OnlineOrderDetail } from '#contracts/http/online-orders.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { isoDigits } from '#domain/money/currency-digits.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { moneyIn } from '#renderer/app/money-in.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useAskAgain } from '#renderer/app/use-ask-again.ts';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import type { CaseAbout } from '#renderer/features/sell/case-drafts.ts';
import { CaseSection } from '#renderer/features/sell/case-section.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { AmendForm } from './amend-form.tsx';
import { CancelForm } from './cancel-form.tsx';
import { refundableCharges } from './cancel-plan.ts';
import css from './online-orders.module.css';
import { OrderChips } from './order-chips.tsx';
import { OrderExceptions } from './order-exceptions.tsx';
import { OrderCustomer, OrderFulfilments, OrderLines, OrderMoney } from './order-parts.tsx';
import { OrderTimeline } from './order-timeline.tsx';
import { RefundForm } from './refund-form.tsx';
import { RouteForm } from './route-form.tsx';
import { type Deciding, useDecide } from './use-decide.ts';

interface OrderViewProps {
  orderId: string;
  config: RegisterConfig;
  locations: readonly { locationId: string; storeId: string; name: string }[];
  mayDecide: boolean;
  /** Whether the operator sees and opens cases. */
  mayCase: boolean;
  /** Whether the operator may see what a person must look at. */
  mayReports: boolean;
  onException: (exception: ExceptionRow) => void;
  onLeave: () => void;
}

type Doing = OnlineOrderDetail['allowed'][number];

/** How often an order is asked for again: stores, couriers and its channel go on with it. */
const ASK_AGAIN_MS = 5000;

/** One online order: all that is known of it, and what may be done about it now. */
export function OrderView({ orderId, mayReports, onException, onLeave, ...rest }: OrderViewProps) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<Doing | null>(null);
  const asked = useLastGood(useServer(`/online-orders/${orderId}`, OnlineOrderDetail));
  const deciding = useDecide(orderId);
  // What somebody decides about stays as they saw it.
  useAskAgain(asked, doing === null ? ASK_AGAIN_MS : null);
  useFormKeys(onLeave, doing === null);
  return (
    <div className={css.view} data-testid="online-order">
      {doing === null && (
        <div className={css.tools}>
          <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onLeave} data-testid="online-order-back">
            {t('products.back')}
          </Action>
        </div>
      )}
      {doing === null && mayReports && <OrderExceptions orderId={orderId} onException={onException} />}
      <Answered asked={asked} offlineText={t('onlineOrders.offline')}>
        {(order) => (
          <KnownOrder
            {...rest}
            order={order}
            doing={doing}
            deciding={deciding}
            again={asked.again}
            onDoing={(next) => {
              deciding.clear();
              setDoing(next);
            }}
          />
        )}
      </Answered>
    </div>
  );
}

interface KnownOrderProps extends Omit<OrderViewProps, 'orderId' | 'mayReports' | 'onException' | 'onLeave'> {
  order: OnlineOrderDetail;
  doing: Doing | null;
  deciding: Deciding;
  again: () => void;
  onDoing: (doing: Doing | null) => void;
}

function KnownOrder({
  order,
  config,
  locations,
  mayDecide,
  mayCase,
  doing,
  deciding,
  again,
  onDoing,
}: KnownOrderProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const money = (amount: number): string =>
    moneyIn(formats, { code: order.currency, digits: isoDigits(order.currency) }, amount);
  const nameOf = (operatorId: string): string => operatorName(config, operatorId);
  const names = {
    money,
    operatorName: nameOf,
    storeName: (locationId: string) => locations.find((one) => one.locationId === locationId)?.name ?? locationId,
    nameOfStore: (storeId: string) => locations.find((one) => one.storeId === storeId)?.name,
  };
  const leave = (): void => onDoing(null);
  const done = (): void => {
    onDoing(null);
    again();
  };
  // An order whose state changed meanwhile is shown as it stands now, with why nothing was done.
  const refused = deciding.refused !== null && (
    <Notice
      tone="warn"
      code={deciding.refused}
      title={t(`onlineOrders.refused.${deciding.refused}`)}
      next={t('onlineOrders.refusedNow', {
        fulfilment: t(`onlineOrders.fulfilment.${order.fulfilment}`),
        payment: t(`onlineOrders.payment.${order.payment}`),
      })}
    >
      <Action onClick={done} data-testid="online-order-look">
        {t('onlineOrders.look')}
      </Action>
    </Notice>
  );
  const form = { order, deciding, onDone: done, onLeave: leave };
  if (doing) {
    return (
      <>
        <FaultNotice fault={deciding.fault} />
        {refused}
        {doing === 'cancel' && <CancelForm {...form} money={money} />}
        {doing === 'amend' && <AmendForm {...form} locations={locations} timeZone={config.store.timeZone} />}
        {doing === 'route' && <RouteForm {...form} locations={locations} />}
        {doing === 'refund' && <RefundForm {...form} money={money} />}
      </>
    );
  }
  return (
    <>
      <div className={css.head}>
        <div className={css.pair}>
          <h2 className={css.title}>{t('onlineOrders.order', { number: order.number })}</h2>
          <span className={css.sub}>
            {order.channelName} · {formats.dateTime(order.placedAt)}
            {order.channelOrderId !== order.number && ` · ${order.channelOrderId}`}
          </span>
        </div>
        <OrderChips states={order} whole />
      </div>
      {mayDecide ? (
        <OrderActions order={order} onDoing={onDoing} />
      ) : (
        <p className={sheet.hint}>{t('onlineOrders.mayNot')}</p>
      )}
      <div className={sheet.columns}>
        <div className={sheet.section}>
          <OrderLines order={order} money={money} />
          <OrderFulfilments order={order} money={money} operatorName={nameOf} />
        </div>
        <div className={sheet.section}>
          <OrderMoney order={order} money={money} />
          <OrderCustomer order={order} nameOfStore={names.nameOfStore} />
          {mayCase && <CaseSection about={aboutOf(order)} />}
          <OrderTimeline order={order} names={names} />
        </div>
      </div>
    </>
  );
}

/** A case about an order is of whoever placed it. */
function aboutOf({ orderId, memberId }: OnlineOrderDetail): CaseAbout {
  return memberId === undefined ? { orderId } : { orderId, memberId };
}

const ICONS = { amend: Pencil, route: Store, refund: Undo2, cancel: CircleX } as const;
const DOINGS = ['amend', 'route', 'refund', 'cancel'] as const;

/** What its state allows; of postage only while some is left to give back. */
function OrderActions({ order, onDoing }: { order: OnlineOrderDetail; onDoing: (doing: Doing) => void }) {
  const { t } = useTranslation();
  const allowed = DOINGS.filter(
    (one) => order.allowed.includes(one) && (one !== 'refund' || refundableCharges(order) > 0),
  );
  if (allowed.length === 0) return <p className={sheet.hint}>{t('onlineOrders.nothingToDo')}</p>;
  return (
    <div className={sheet.actions}>
      {allowed.map((one) => (
        <Action
          key={one}
          icon={ICONS[one]}
          tone={one === 'cancel' ? 'bad' : 'plain'}
          onClick={() => onDoing(one)}
          data-testid={`online-order-${one}`}
        >
          {t(`onlineOrders.do.${one}`)}
        </Action>
      ))}
    </div>
  );
}
