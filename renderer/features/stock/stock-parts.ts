import type { TFunction } from 'i18next';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Permission } from '#domain/operator/permission.ts';
import type { ShiftProps } from '#renderer/app/at-till.ts';

/** What is open in the stock section. */
export interface StockTask {
  /** Id of a section (`stock-sections.ts`). */
  section: string;
  /** What it is about: a product to look at, an order to receive, work to go on with. */
  subject?: string;
}

/** What every screen of the stock section is given. */
export interface StockSectionProps extends ShiftProps {
  task: StockTask;
  /** Opens another screen of the section. */
  onOpen: (task: StockTask) => void;
  /** To the stock home. */
  onBack: () => void;
  /** To the stock home, which says what was done. */
  onDone: (words: string) => void;
  /** Shows a receipt by its number. */
  onReceipt: (number: string) => void;
}

/** A screen that hangs under the stock home, for those whose role has its permission. */
export interface StockSection {
  /** Also in test ids: `stock-<id>`. */
  id: string;
  icon: LucideIcon;
  permission: Permission;
  /** What stands on its button. */
  words: (t: TFunction) => string;
  /** Shown below the rail and the page's title; takes the whole place. */
  component: ComponentType<StockSectionProps>;
}
