import { Box, Footprints, HandHelping, PackageCheck, Truck, Undo2, X } from 'lucide-react';
import { RefuseOrder } from './board/refuse-order.tsx';
import { HandOver } from './hand-over/hand-over.tsx';
import { PutBack } from './hand-over/put-back.tsx';
import { PickOrders } from './pick/pick-orders.tsx';
import { ReadyOrders } from './pick/ready-orders.tsx';
import type { OrderTask } from './shared/order-parts.ts';
import { PackParcels } from './ship/pack-parcels.tsx';
import { parcelsToGo, toPack } from './ship/parcel-work.ts';
import { ShipParcels } from './ship/ship-parcels.tsx';

/** What is done with an order beside accepting it, in the order of the buttons. A new one is one more entry here. */
export const ORDER_TASKS: readonly OrderTask[] = [
  {
    id: 'refuse',
    icon: X,
    action: 'refuse',
    words: (t) => t('orders.refuse.do'),
    component: RefuseOrder,
  },
  {
    id: 'pick',
    icon: Footprints,
    action: 'pick',
    words: (t) => t('orders.pick.do'),
    component: PickOrders,
  },
  {
    id: 'ready',
    icon: PackageCheck,
    action: 'ready',
    isFor: ({ method }) => method === 'pickup',
    words: (t) => t('orders.ready.do'),
    component: ReadyOrders,
  },
  {
    id: 'hand-over',
    icon: HandHelping,
    action: 'hand-over',
    words: (t) => t('orders.handOver.do'),
    component: HandOver,
  },
  {
    id: 'pack',
    icon: Box,
    action: 'ship',
    isFor: (fulfilment) => toPack(fulfilment).length > 0 || (fulfilment.parcels ?? []).length > 0,
    words: (t) => t('orders.pack.do'),
    component: PackParcels,
  },
  {
    id: 'ship',
    icon: Truck,
    action: 'ship',
    isFor: (fulfilment) => parcelsToGo(fulfilment).length > 0,
    words: (t) => t('orders.ship.do'),
    component: ShipParcels,
  },
  {
    id: 'put-back',
    icon: Undo2,
    action: 'put-back',
    words: (t) => t('orders.putBack.do'),
    component: PutBack,
  },
];
