import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Action } from '#renderer/ui/action.tsx';
import css from './devices.module.css';
import type { WordedSight } from './sight-words.ts';

interface DeviceRowProps {
  icon: LucideIcon;
  name: string;
  /** What is set; null while nothing is. */
  set: string | null;
  /** How it is now; left out where nothing is known of such a device. */
  sight?: WordedSight | undefined;
  test?: { words: string; busy: boolean; onPress: () => void } | undefined;
  onChange: () => void;
  onRemove?: (() => void) | undefined;
  /** How the last try went, or the try itself. */
  children?: ReactNode;
  testId: string;
}

/** One device of the page: what is set, how it is, and what can be done with it. */
export function DeviceRow({
  icon: Icon,
  name,
  set,
  sight,
  test,
  onChange,
  onRemove,
  children,
  testId,
}: DeviceRowProps) {
  const { t } = useTranslation();
  const [removing, setRemoving] = useState(false);
  return (
    <li className={css.row} data-testid={`device-${testId}`} data-set={set !== null}>
      <div className={css.line}>
        <span className={css.icon}>
          <Icon size={24} strokeWidth={1.75} aria-hidden />
        </span>
        <div className={css.words}>
          <h2 className={css.name}>{name}</h2>
          <div className={css.sub}>{set ?? t('devices.notSet')}</div>
          {set !== null && sight && (
            <div className={css.sight} data-tone={sight.tone} data-testid="device-sight">
              <span className={css.dot} aria-hidden />
              {sight.words}
            </div>
          )}
        </div>
        {removing ? (
          <fieldset className={css.actions} aria-label={t('devices.removeAsk', { name })}>
            <span className={css.ask}>{t('devices.removeAsk', { name })}</span>
            <Action
              tone="bad"
              onClick={() => {
                setRemoving(false);
                onRemove?.();
              }}
              data-testid="device-remove-yes"
            >
              {t('devices.remove')}
            </Action>
            <Action tone="quiet" onClick={() => setRemoving(false)} data-testid="device-remove-no">
              {t('devices.keep')}
            </Action>
          </fieldset>
        ) : (
          <div className={css.actions}>
            {set !== null && test && (
              <Action disabled={test.busy} onClick={test.onPress} data-testid="device-test">
                {test.words}
              </Action>
            )}
            <Action onClick={onChange} data-testid="device-change">
              {t(set === null ? 'devices.setUp' : 'devices.change')}
            </Action>
            {set !== null && onRemove && (
              <Action tone="quiet" onClick={() => setRemoving(true)} data-testid="device-remove">
                {t('devices.remove')}
              </Action>
            )}
          </div>
        )}
      </div>
      {children}
    </li>
  );
}
