import {
  ChartColumn,
  Ellipsis,
  HandCoins,
  IdCard,
  Package,
  PackageCheck,
  ReceiptText,
  ShoppingBasket,
} from 'lucide-react';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { useOrderNews } from '#renderer/features/orders/shared/use-order-news.ts';
import type { RailProps, Section } from './rail.tsx';

const SECTIONS = [
  { section: 'sell', icon: ShoppingBasket },
  { section: 'orders', icon: PackageCheck, permission: 'online-orders' },
  { section: 'receipts', icon: ReceiptText },
  { section: 'stock', icon: Package, permission: 'stock' },
  { section: 'members', icon: IdCard, permission: 'members' },
  { section: 'shift', icon: HandCoins },
  { section: 'reports', icon: ChartColumn, permission: 'reports' },
  { section: 'more', icon: Ellipsis },
] as const satisfies readonly { section: Section; icon: unknown; permission?: Permission }[];

/** What a till's rail shows to an operator. Orders are real: what is done of them in training would be nothing. */
export function useTillSections(config: RegisterConfig, operatorId: string, training: boolean): RailProps['sections'] {
  const waiting = useOrderNews();
  const hasOrders = config.hasChannels === true && !training;
  const shown = SECTIONS.filter((one) => one.section !== 'orders' || hasOrders).filter(
    (one) => !('permission' in one) || mayOf(config, operatorId, one.permission),
  );
  return shown.map((one) => (one.section === 'orders' ? { ...one, waiting } : one));
}
