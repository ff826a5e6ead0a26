import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import css from './keys-help.module.css';

/** Every key of the till and what it does, by where it works. */
const KEYS = {
  anywhere: [
    ['F1', 'help'],
    ['Esc', 'back'],
    ['Ctrl L', 'lock'],
    ['Ctrl P', 'copy'],
  ],
  sell: [
    ['F2', 'search'],
    ['F3', 'priceCheck'],
    ['F4', 'unlisted'],
    ['F5', 'deliver'],
    ['F6', 'member'],
    ['F7', 'discountCart'],
    ['F8', 'return'],
    ['F9', 'park'],
    ['F10', 'actions'],
    ['F12', 'pay'],
    ['+', 'pay'],
    ['Shift F12', 'payCash'],
    ['Ctrl F12', 'payCard'],
    ['4.95 F4', 'unlistedAt'],
    ['↑ ↓', 'select'],
    ['PgDn', 'page'],
    ['Enter', 'open'],
    ['3 *', 'quantity'],
    ['−', 'remove'],
    ['Ctrl Z', 'undo'],
    ['/', 'discountLine'],
    ['Alt 1…9', 'tile'],
  ],
  pay: [
    ['+', 'exact'],
    ['Alt 1…9', 'tender'],
    ['Enter', 'confirm'],
  ],
  shift: [
    ['↑ ↓', 'countMove'],
    ['0…9', 'countNumber'],
    ['Enter', 'countNext'],
    ['F12', 'shiftNext'],
  ],
  stock: [
    ['F2', 'search'],
    ['3 *', 'quantity'],
    ['↑ ↓', 'select'],
    ['−', 'remove'],
    ['Ctrl Z', 'undoWork'],
    ['F12', 'shiftNext'],
  ],
} as const;

/** The overlay of all keys. Scans go on working under it. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      classNames={{ title: css.title ?? '' }}
      size={760}
      closeButtonProps={{ 'aria-label': t('app.close'), size: 44 }}
    >
      {opened && <Keys onClose={onClose} />}
    </Modal>
  );
}

function Keys({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  useKeyLayer('overlay', {
    onKey(event) {
      if (event.key === 'Escape' || event.key === 'F1') onClose();
      return event.key !== 'Tab' && event.key !== 'Enter' && event.key !== ' ';
    },
  });
  return (
    <div className={css.groups} data-testid="keys-help">
      {(['anywhere', 'sell', 'pay', 'shift', 'stock'] as const).map((group) => (
        <section key={group}>
          <h3 className={css.heading}>{t(`keys.groups.${group}`)}</h3>
          <dl className={css.keys}>
            {KEYS[group].map(([key, name]) => (
              <div key={key} className={css.row}>
                <dt>
                  <kbd className={css.key}>{key}</kbd>
                </dt>
                <dd>{t(`keys.${name}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
