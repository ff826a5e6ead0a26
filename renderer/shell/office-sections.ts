import { Globe, IdCard, MonitorCog, OctagonX, Settings2, Tags, Users, Waypoints } from 'lucide-react';
import { ChannelsScreen } from '#renderer/features/channels/channels-screen.tsx';
import { FleetScreen } from '#renderer/features/fleet/fleet-screen.tsx';
import { MembersScreen } from '#renderer/features/members/members-screen.tsx';
import type { OfficeSection } from '#renderer/features/office/office-parts.ts';
import { OnlineOrdersScreen } from '#renderer/features/online-orders/online-orders-screen.tsx';
import { PeopleScreen } from '#renderer/features/people/people-screen.tsx';
import { PricingScreen } from '#renderer/features/pricing/pricing-screen.tsx';
import { RecallScreen } from '#renderer/features/recall/recall-screen.tsx';
import { SettingsScreen } from '#renderer/features/settings/settings-screen.tsx';

/** The screens of the back office, in the order of their buttons under More. A new one is one more entry here. */
export const OFFICE_SECTIONS: readonly OfficeSection[] = [
  {
    id: 'online-orders',
    icon: Globe,
    permission: 'online-orders',
    words: (t) => t('onlineOrders.title'),
    component: OnlineOrdersScreen,
  },
  {
    id: 'channels',
    icon: Waypoints,
    permission: 'channels',
    words: (t) => t('channels.title'),
    component: ChannelsScreen,
  },
  {
    id: 'people',
    icon: Users,
    permission: 'people',
    words: (t) => t('people.title'),
    component: PeopleScreen,
  },
  {
    id: 'pricing',
    icon: Tags,
    permission: 'prices',
    words: (t) => t('pricing.title'),
    component: PricingScreen,
  },
  {
    id: 'members',
    icon: IdCard,
    permission: 'members',
    words: (t) => t('members.title'),
    component: MembersScreen,
  },
  {
    id: 'recalls',
    icon: OctagonX,
    permission: 'catalogue',
    words: (t) => t('recall.title'),
    component: RecallScreen,
  },
  {
    id: 'settings',
    icon: Settings2,
    permission: 'settings',
    words: (t) => t('settings.title'),
    component: SettingsScreen,
  },
  {
    id: 'fleet',
    icon: MonitorCog,
    permission: 'settings',
    words: (t) => t('fleet.title'),
    component: FleetScreen,
  },
];
