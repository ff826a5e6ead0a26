import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconAction } from '#renderer/ui/action.tsx';

interface OrderActionsProps<T> {
  /** What it is called. */
  name: string;
  list: readonly T[];
  index: number;
  /** It can be moved, but not taken out. */
  stays: boolean;
  onList: (list: T[]) => void;
  testId: string;
}

/** Moves one of a list up or down, or takes it out. */
export function OrderActions<T>({ name, list, index, stays, onList, testId }: OrderActionsProps<T>) {
  const { t } = useTranslation();
  return (
    <>
      <IconAction
        tone="quiet"
        icon={ArrowUp}
        label={t('settings.moveUp', { name })}
        disabled={index === 0}
        onClick={() => onList(swapped(list, index - 1))}
        data-testid={`${testId}-up`}
      />
      <IconAction
        tone="quiet"
        icon={ArrowDown}
        label={t('settings.moveDown', { name })}
        disabled={index === list.length - 1}
        onClick={() => onList(swapped(list, index))}
        data-testid={`${testId}-down`}
      />
      <IconAction
        tone="quiet"
        icon={X}
        label={t('settings.takeOut', { name })}
        disabled={stays}
        onClick={() => onList(list.filter((_, at) => at !== index))}
        data-testid={`${testId}-remove`}
      />
    </>
  );
}

/** The list with the entry at `index` and the one after it the other way round. */
function swapped<T>(list: readonly T[], index: number): T[] {
  return [...list.slice(0, index), ...list.slice(index, index + 2).reverse(), ...list.slice(index + 2)];
}
