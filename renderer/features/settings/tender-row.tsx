import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Tender } from '#domain/tender/tender.ts';
import { LANGUAGES } from '#renderer/app/i18n.ts';
import { languageName } from '#renderer/features/products/field-words.ts';
import { tenderName } from '#renderer/features/receipts/paper-words.ts';
import { IconAction } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { ForeignFields } from './foreign-fields.tsx';
import type { FormPart } from './form-part.ts';
import { OrderActions } from './order-actions.tsx';
import css from './settings.module.css';
import { SwitchRow } from './switch-row.tsx';

interface TenderRowProps {
  part: FormPart;
  index: number;
  isOpen: boolean;
  /** A shift counts it: it can't be taken out now. */
  isFixed: boolean;
  onOpen: () => void;
}

const SWITCHES = ['givesChange', 'opensDrawer', 'refunds', 'tips', 'needsReference'] as const;

/** One means of payment: its place, and opened, all that can be set of it. */
export function TenderRow({ part, index, isOpen, isFixed, onOpen }: TenderRowProps) {
  const { t, i18n } = useTranslation();
  const { tenders } = part.draft;
  const tender = tenders[index];
  if (!tender) return null;
  const at = `tenders.${index}`;
  const name = tenderName(t, tender, i18n.language);
  const change = (more: Partial<Tender>): void =>
    part.edit({ tenders: tenders.map((one, place) => (place === index ? { ...one, ...more } : one)) });
  const wrong = part.wrong(`${at}.name`) ?? part.wrong(`${at}.kind`) ?? part.wrong(`${at}.tenderId`);

  function call(tag: string, text: string): void {
    const { [tag]: _, ...others } = tender?.names ?? {};
    change({ names: text === '' ? others : { ...others, [tag]: text } });
  }
  return (
    <li data-testid="tender" data-tender={tender.tenderId}>
      <div className={css.row}>
        <span className={css.words}>
          {name}
          <span className={css.hint}>{t(`settings.tenderKinds.${tender.foreign ? 'foreign' : tender.kind}`)}</span>
        </span>
        <OrderActions
          name={name}
          list={tenders}
          index={index}
          stays={isFixed || tenders.length === 1}
          onList={(list) => part.edit({ tenders: list })}
          testId="tender"
        />
        <IconAction
          tone="quiet"
          icon={isOpen ? ChevronUp : ChevronDown}
          label={t(isOpen ? 'settings.tenderShut' : 'settings.tenderOpen', { name })}
          aria-expanded={isOpen}
          onClick={onOpen}
          data-testid="tender-open"
        />
      </div>
      {isOpen && (
        <div className={css.card}>
          {isFixed && <p className={css.hint}>{t('settings.tenderCounted')}</p>}
          <div className={sheet.pair}>
            <Field label={t('settings.tenderName')} wrong={wrong}>
              <TextField
                label={t('settings.tenderName')}
                value={tender.name}
                maxLength={60}
                onText={(text) => change({ name: text })}
                data-testid="tender-name"
              />
            </Field>
            {LANGUAGES.map((tag) => {
              const label = t('products.fields.names', { language: languageName(tag, i18n.language) });
              return (
                <Field key={tag} label={label}>
                  <TextField
                    label={label}
                    value={tender.names?.[tag] ?? ''}
                    placeholder={tender.name}
                    maxLength={60}
                    lang={tag}
                    onText={(text) => call(tag, text)}
                    data-testid={`tender-name-${tag}`}
                  />
                </Field>
              );
            })}
          </div>
          {tender.foreign && (
            <ForeignFields
              part={part}
              at={`${at}.foreign`}
              foreign={tender.foreign}
              onForeign={(foreign) => change({ foreign })}
            />
          )}
          {SWITCHES.map((field) => (
            <SwitchRow
              key={field}
              label={t(`settings.tenderSwitches.${field}`)}
              wrong={part.wrong(`${at}.${field}`)}
              on={tender[field]}
              onToggle={(on) => change({ [field]: on })}
              testId={`tender-${field}`}
            />
          ))}
        </div>
      )}
    </li>
  );
}
