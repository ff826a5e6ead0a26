import type { TFunction } from 'i18next';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType, ReactNode, RefObject } from 'react';
import type { ExceptionRow } from '#contracts/http/exceptions.ts';
import type { Permission } from '#domain/operator/permission.ts';
import type { ShiftProps } from '#renderer/app/at-till.ts';
import type { AskToLeave } from '#renderer/features/saving/use-leaving.ts';

/** What every screen of the back office is given. */
export interface OfficeProps extends ShiftProps {
  top: ReactNode;
  /** Filled while something unsaved is shown: whoever goes to another section asks it. */
  guard: RefObject<AskToLeave | null>;
  /** To a receipt by its number, `from` something of this screen that the way back opens again as `opened`, or null. */
  onReceipt: (number: string, from: string | null) => void;
  /** What of it is to be open at first; null for nothing. */
  opened: string | null;
  /** To what a person must look at, among the reports. */
  onException: (exception: ExceptionRow) => void;
  /** To where it was opened from. */
  onLeave: () => void;
}

/** A screen of the back office, opened under More by those whose role has its permission. */
export interface OfficeSection {
  /** Also in test ids: `<id>-open`. */
  id: string;
  icon: LucideIcon;
  permission: Permission;
  /** What stands on its button. */
  words: (t: TFunction) => string;
  component: ComponentType<OfficeProps>;
}
