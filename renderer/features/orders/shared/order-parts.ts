import type { TFunction } from 'i18next';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { FulfilmentAction } from '#domain/fulfilment/fulfilment-state.ts';
import type { ShiftProps } from '#renderer/app/at-till.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';

/** What is open in the section of orders; several orders only where a task takes a wave of them. */
export interface OpenOrders {
  /** How its code was shown, of a pickup that was opened by it. */
  shown?: 'typed' | 'scanned';
  /** Id of a task (`order-tasks.ts`); null: the order itself. */
  task: string | null;
  fulfilmentIds: readonly string[];
}

/** A customer's QR code that was scanned in another section, to be opened at once; null where none was. */
export interface ScannedPickup {
  code: string | null;
  /** It was taken. */
  done: () => void;
}

/** What every screen of the section is given. */
export interface OrderTaskProps extends ShiftProps {
  /** Those that are open, as they are now; never empty. */
  fulfilments: readonly Fulfilment[];
  /** How its code was shown, of a pickup that was opened by it. */
  shown?: 'typed' | 'scanned' | undefined;
  /** Opens another screen of the section. */
  onOpen: (open: OpenOrders) => void;
  /** A step back: to the order, of a wave to the board. */
  onBack: () => void;
  /** To the board. */
  onBoard: () => void;
}

/** A screen that is offered of an order where its state allows the action. */
export interface OrderTask {
  /** Also in test ids: `order-<id>`. */
  id: string;
  icon: LucideIcon;
  action: FulfilmentAction;
  /** What stands on its button. */
  words: (t: TFunction) => string;
  /** Of which orders it is offered, where the action does not say it alone. */
  isFor?: (fulfilment: Fulfilment) => boolean;
  component: ComponentType<OrderTaskProps>;
}
