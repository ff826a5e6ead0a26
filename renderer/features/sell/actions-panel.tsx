import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import css from './prompt.module.css';

/** Everything that can be done while ringing up, and the key that does the same. */
const ACTIONS = [
  ['search', 'F2'],
  ['priceCheck', 'F3'],
  ['unlisted', 'F4'],
  ['member', 'F6'],
  ['discountCart', 'F7'],
  ['return', 'F8'],
  ['account', null],
  ['park', 'F9'],
  ['openLine', 'Enter'],
  ['deliver', 'F5'],
  ['discountLine', '/'],
  ['price', null],
  ['noteLine', null],
  ['remove', '−'],
  ['undo', 'Ctrl Z'],
  ['noteCart', null],
  ['exempt', null],
  ['clear', null],
  ['copy', 'Ctrl P'],
  ['pay', 'F12'],
] as const;
export type SellMenuAction = (typeof ACTIONS)[number][0];

interface ActionsPanelProps {
  /** Whether it can be done now. */
  can: (action: SellMenuAction) => boolean;
  onAction: (action: SellMenuAction) => void;
  onClose: () => void;
}

/** The menu of all actions: by tap, or by arrows and Enter. */
export function ActionsPanel({ can, onAction, onClose }: ActionsPanelProps) {
  const { t } = useTranslation();
  const ready = ACTIONS.filter(([action]) => can(action));
  const [at, setAt] = useState(0);
  useKeyLayer('panel', {
    onKey(event) {
      const chosen = ready[at];
      if (event.key === 'Escape' || event.key === 'F10') onClose();
      else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, ready.length - 1));
      else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
      else if (event.key === 'Enter' && !event.repeat && chosen) onAction(chosen[0]);
      else return false;
      return true;
    },
  });
  return (
    <Panel title={t('actions.title')} closeName={t('app.close')} onClose={onClose} testId="actions-panel">
      <div className={css.menu}>
        {ready.map(([action, key], index) => (
          <UnstyledButton
            key={action}
            type="button"
            className={css.item}
            aria-current={index === at || undefined}
            onClick={() => onAction(action)}
            data-testid="action"
            data-action={action}
          >
            <span className={css.itemWord}>{t(`actions.${action}`)}</span>
            {key && <kbd className={css.key}>{key}</kbd>}
          </UnstyledButton>
        ))}
      </div>
    </Panel>
  );
}
