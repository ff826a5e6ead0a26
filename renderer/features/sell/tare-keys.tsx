import { useTranslation } from 'react-i18next';
import type { StorePolicy } from '#contracts/views/store-policy.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './weigh-prompt.module.css';

interface TareKeysProps {
  tares: StorePolicy['tares'];
  /** In use now, in grams. */
  tare: number;
  onTare: (grams: number) => void;
  onOther: () => void;
}

/** What the packaging weighs: none, one of the store's, or a number. */
export function TareKeys({ tares, tare, onTare, onOther }: TareKeysProps) {
  const { t } = useTranslation();
  const words: Readonly<Record<string, string>> = {
    bag: t('weigh.tares.bag'),
    box: t('weigh.tares.box'),
    tray: t('weigh.tares.tray'),
  };
  const isOther = tare > 0 && !tares.some(({ grams }) => grams === tare);
  return (
    <fieldset className={css.tares} aria-label={t('weigh.tare')}>
      <legend className={css.legend}>{t('weigh.tare')}</legend>
      <Action hint="0" aria-pressed={tare === 0} onClick={() => onTare(0)} data-testid="tare-0">
        {t('weigh.tares.none')}
      </Action>
      {tares.map(({ code, grams }, index) => (
        <Action
          key={`${code}-${grams}`}
          hint={String(index + 1)}
          aria-pressed={tare === grams}
          onClick={() => onTare(grams)}
          data-testid={`tare-${grams}`}
        >
          {t('weigh.tareOf', { name: words[code] ?? code, grams })}
        </Action>
      ))}
      <Action hint="+" aria-pressed={isOther} onClick={onOther} data-testid="tare-other">
        {isOther ? t('weigh.otherOf', { grams: tare }) : t('weigh.other')}
      </Action>
    </fieldset>
  );
}
