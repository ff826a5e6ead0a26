import {
  ArrowDownToLine,
  ArrowUpFromLine,
  Calculator,
  ClipboardList,
  Factory,
  MapPin,
  PackagePlus,
  Search,
  SlidersHorizontal,
  Truck,
  Undo2,
} from 'lucide-react';
import { OrdersSection } from '#renderer/features/buy/orders-section.tsx';
import { ReplenishSection } from '#renderer/features/buy/replenish-section.tsx';
import { SuppliersSection } from '#renderer/features/buy/suppliers-section.tsx';
import { CountSection } from '#renderer/features/count/count-section.tsx';
import { PlacesSection } from '#renderer/features/places/places-section.tsx';
import { AdjustSection } from './adjust/adjust-section.tsx';
import { ProductStock } from './product/product-stock.tsx';
import { ReceiveSection } from './receive/receive-section.tsx';
import type { StockSection } from './stock-parts.ts';
import { ReturnSection } from './supplier/return-section.tsx';
import { AcceptSection } from './transfer/accept-section.tsx';
import { SendSection } from './transfer/send-section.tsx';

/** Shows one product's stock; its subject is a variant. It has no button: products are found on the home. */
export const PRODUCT_SECTION: StockSection = {
  id: 'product',
  icon: Search,
  permission: 'stock',
  words: (t) => t('stock.product.title'),
  component: ProductStock,
};

/** The screens that open from the stock home, in the order of their buttons. A new one is one more entry here. */
export const STOCK_SECTIONS: readonly StockSection[] = [
  {
    id: 'receive',
    icon: PackagePlus,
    permission: 'stock',
    words: (t) => t('stock.kinds.receive'),
    component: ReceiveSection,
  },
  {
    id: 'accept',
    icon: ArrowDownToLine,
    permission: 'stock',
    words: (t) => t('stock.kinds.accept'),
    component: AcceptSection,
  },
  {
    id: 'send',
    icon: ArrowUpFromLine,
    permission: 'stock',
    words: (t) => t('stock.kinds.send'),
    component: SendSection,
  },
  {
    id: 'adjust',
    icon: SlidersHorizontal,
    permission: 'stock-adjust',
    words: (t) => t('stock.kinds.adjust'),
    component: AdjustSection,
  },
  {
    id: 'return',
    icon: Undo2,
    permission: 'stock-adjust',
    words: (t) => t('stock.kinds.return'),
    component: ReturnSection,
  },
  {
    id: 'count',
    icon: ClipboardList,
    permission: 'count',
    words: (t) => t('counts.title'),
    component: CountSection,
  },
  {
    id: 'places',
    icon: MapPin,
    permission: 'stock',
    words: (t) => t('places.title'),
    component: PlacesSection,
  },
  {
    id: 'replenish',
    icon: Calculator,
    permission: 'purchasing',
    words: (t) => t('replenish.title'),
    component: ReplenishSection,
  },
  {
    id: 'orders',
    icon: Truck,
    permission: 'purchasing',
    words: (t) => t('buy.orders'),
    component: OrdersSection,
  },
  {
    id: 'suppliers',
    icon: Factory,
    permission: 'purchasing',
    words: (t) => t('buy.suppliers'),
    component: SuppliersSection,
  },
];
