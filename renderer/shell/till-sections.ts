import {
  ChartColumn,
  Ellipsis,
  HandCoins,
  IdCard,
  type LucideIcon,
  Package,
  PackageCheck,
  ReceiptText,
  ShoppingBasket,
  Tag,
} from 'lucide-react';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { useHostless } from '#renderer/app/use-hostless.ts';
import { useOrderNews } from '#renderer/features/orders/shared/use-order-news.ts';
import type { RailProps, Section } from './rail.tsx';

interface RailSection {
  section: Section;
  icon: LucideIcon;
  permission?: Permission;
  /** What only a till has, or only a device without a host; without it both have it. */
  only?: 'till' | 'tablet';
}

const SECTIONS: readonly RailSection[] = [
  { section: 'sell', icon: ShoppingBasket, only: 'till' },
  { section: 'orders', icon: PackageCheck, permission: 'online-orders' },
  { section: 'priceCheck', icon: Tag, only: 'tablet' },
  { section: 'receipts', icon: ReceiptText },
  { section: 'stock', icon: Package, permission: 'stock' },
  { section: 'members', icon: IdCard, permission: 'members' },
  { section: 'shift', icon: HandCoins, only: 'till' },
  { section: 'reports', icon: ChartColumn, permission: 'reports' },
  { section: 'more', icon: Ellipsis },
];

interface Shown {
  device: 'till' | 'tablet';
  training: boolean;
  hasChannels: boolean;
  may: (permission: Permission) => boolean;
}

/** What stands on the rail of a till or a device without a host. Orders are real: what is done of them in training would be nothing. */
export function sectionsFor({ device, training, hasChannels, may }: Shown): RailSection[] {
  return SECTIONS.filter(
    ({ section, permission, only }) =>
      (only === undefined || only === device) &&
      (section !== 'orders' || (hasChannels && !training)) &&
      (permission === undefined || may(permission)),
  );
}

/** The rail's entries for an operator of this device, with how many orders wait. */
export function useSections(config: RegisterConfig, operatorId: string, training: boolean): RailProps['sections'] {
  const waiting = useOrderNews();
  const device = useHostless() ? 'tablet' : 'till';
  const may = (permission: Permission): boolean => mayOf(config, operatorId, permission);
  const shown = sectionsFor({ device, training, hasChannels: config.hasChannels === true, may });
  return shown.map(({ section, icon }) => ({ section, icon, ...(section === 'orders' ? { waiting } : {}) }));
}
