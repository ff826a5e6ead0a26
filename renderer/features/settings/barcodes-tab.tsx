import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parse } from '#contracts/schema.ts';
import { layoutFaults } from '#contracts/settings/layout-faults.ts';
import { InStoreLayout } from '#contracts/views/register-config.ts';
import { readInStore } from '#domain/gs1/read-in-store.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { FormPart } from './form-part.ts';
import { OrderActions } from './order-actions.tsx';
import { sampleBarcode } from './sample-layout.ts';
import css from './settings.module.css';
import { TaresList } from './tares-list.tsx';

const LAYOUTS_MAX = 10;
const SAMPLE_PATTERN = '21IIIIIWWWWWC';

/** What the till takes off a weight, and how the store's own barcodes are read. */
export function BarcodesTab({ part }: { part: FormPart }) {
  const { t } = useTranslation();
  const { inStoreLayouts } = part.draft;
  const [pattern, setPattern] = useState('');
  const [tried, setTried] = useState('');
  const says = useLayoutWords();
  const typed = pattern.trim().toUpperCase();
  const isLayout = parse(InStoreLayout, { pattern: typed }).ok;
  const [fault] = isLayout ? layoutFaults([...inStoreLayouts, { pattern: typed }]).slice(-1) : [];
  const isRefused = fault?.at === `inStoreLayouts.${inStoreLayouts.length}`;

  function add(): void {
    part.edit({ inStoreLayouts: [...inStoreLayouts, { pattern: typed }] });
    setPattern('');
  }
  return (
    <div className={sheet.columns}>
      <section className={sheet.section}>
        <h2 className={sheet.heading}>{t('settings.layouts')}</h2>
        <p className={sheet.hint}>{t('settings.layoutsHint')}</p>
        <ul className={css.rows}>
          {inStoreLayouts.map((layout, index) => (
            <li key={layout.pattern} className={css.row} data-testid="layout" data-pattern={layout.pattern}>
              <span className={css.words}>
                <span className={css.code}>{layout.pattern}</span>
                <span className={css.hint}>{says(sampleBarcode(layout.pattern), [layout])}</span>
                {part.wrong(`inStoreLayouts.${index}`) && (
                  <span className={css.wrong}>{part.wrong(`inStoreLayouts.${index}`)}</span>
                )}
              </span>
              <OrderActions
                name={layout.pattern}
                list={inStoreLayouts}
                index={index}
                stays={false}
                onList={(list) => part.edit({ inStoreLayouts: list })}
                testId="layout"
              />
            </li>
          ))}
        </ul>
        <Field
          label={t('settings.layoutNew')}
          hint={isLayout && !isRefused ? says(sampleBarcode(typed), [{ pattern: typed }]) : t('settings.layoutHint')}
          wrong={isRefused && fault ? errorWords(t, fault.code).title : null}
        >
          <div className={sheet.beside}>
            <TextField
              label={t('settings.layoutNew')}
              value={pattern}
              maxLength={13}
              placeholder={SAMPLE_PATTERN}
              onText={setPattern}
              data-testid="layout-pattern"
            />
            <Action
              icon={Plus}
              disabled={!isLayout || isRefused || inStoreLayouts.length >= LAYOUTS_MAX}
              onClick={add}
              data-testid="layout-add"
            >
              {t('settings.add')}
            </Action>
          </div>
        </Field>
        <Field label={t('settings.layoutTry')} hint={tried === '' ? t('settings.layoutTryHint') : undefined}>
          <TextField
            label={t('settings.layoutTry')}
            value={tried}
            inputMode="numeric"
            maxLength={13}
            onText={setTried}
            data-testid="layout-try"
          />
          {tried !== '' && (
            <p className={sheet.hint} role="status" data-testid="layout-says">
              {says(tried.trim(), inStoreLayouts)}
            </p>
          )}
        </Field>
      </section>
      <TaresList part={part} />
    </div>
  );
}

/** What a barcode says by the layouts, in words. */
function useLayoutWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  return (text: string, layouts: readonly { pattern: string }[]): string => {
    const read = readInStore(text, layouts);
    if (read.kind === 'bad-check-digit') return t('settings.layoutReads.checkDigit', { expected: read.expected });
    if (read.kind === 'other') return t('settings.layoutReads.other');
    const { plu, weightGrams, price } = read.item;
    if (weightGrams !== undefined) {
      return t('settings.layoutReads.weight', { text, plu, weight: formats.quantity(weightGrams, 'kg') });
    }
    return t('settings.layoutReads.price', { text, plu, price: formats.money(price ?? 0) });
  };
}
