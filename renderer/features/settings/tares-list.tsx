import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Action } from '#renderer/ui/action.tsx';
import { Field, wholeWithin } from '#renderer/ui/field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { FormPart } from './form-part.ts';
import { OrderActions } from './order-actions.tsx';
import css from './settings.module.css';

const TARES_MAX = 6;
const GRAMS_MAX = 9_999;

/** What packaging weighs, each with a key at the scale. */
export function TaresList({ part }: { part: FormPart }) {
  const { t } = useTranslation();
  const { tares } = part.draft;
  const [name, setName] = useState('');
  const [grams, setGrams] = useState('');
  const weight = wholeWithin(grams, 1, GRAMS_MAX);
  const known: Record<string, string> = {
    bag: t('weigh.tares.bag'),
    box: t('weigh.tares.box'),
    tray: t('weigh.tares.tray'),
  };
  const code = Object.keys(known).find((one) => known[one] === name.trim()) ?? name.trim();
  const isTaken = tares.some((tare) => tare.code === code);

  function add(): void {
    if (weight === null) return;
    part.edit({ tares: [...tares, { code, grams: weight }] });
    setName('');
    setGrams('');
  }
  return (
    <section className={sheet.section}>
      <h2 className={sheet.heading}>{t('settings.tares')}</h2>
      <p className={sheet.hint}>{t('settings.taresHint')}</p>
      <ul className={css.rows}>
        {tares.map((tare, index) => (
          <li key={tare.code} className={css.row} data-testid="tare">
            <span className={css.words}>
              {t('weigh.tareOf', { name: known[tare.code] ?? tare.code, grams: tare.grams })}
            </span>
            <OrderActions
              name={known[tare.code] ?? tare.code}
              list={tares}
              index={index}
              stays={false}
              onList={(list) => part.edit({ tares: list })}
              testId="tare"
            />
          </li>
        ))}
      </ul>
      <div className={css.add}>
        <Field label={t('settings.tareName')} wrong={isTaken ? t('error.text-repeated.title') : null}>
          <TextField
            label={t('settings.tareName')}
            value={name}
            maxLength={30}
            onText={setName}
            data-testid="tare-name"
          />
        </Field>
        <Field
          label={t('settings.tareGrams')}
          wrong={grams !== '' && weight === null ? t('settings.wrongNumber') : null}
        >
          <TextField
            label={t('settings.tareGrams')}
            value={grams}
            inputMode="numeric"
            maxLength={4}
            onText={setGrams}
            data-testid="tare-grams"
          />
        </Field>
        <Action
          icon={Plus}
          disabled={code === '' || isTaken || weight === null || tares.length >= TARES_MAX}
          onClick={add}
          data-testid="tare-add"
        >
          {t('settings.add')}
        </Action>
      </div>
    </section>
  );
}
