import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isKnownReason, KNOWN_REASONS } from '#contracts/settings/known-reasons.ts';
import { LANGUAGES } from '#renderer/app/i18n.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { languageName } from '#renderer/features/products/field-words.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { FormPart } from './form-part.ts';
import { OrderActions } from './order-actions.tsx';
import { named, ownReasonCode } from './own-reason.ts';
import css from './settings.module.css';
import type { StoreDraft } from './store-draft.ts';

interface ReasonListProps {
  part: FormPart;
  /** The list's path in the settings. */
  at: string;
  title: string;
  codes: readonly string[];
  onCodes: (codes: string[], names?: Pick<StoreDraft, 'reasonNames'>) => void;
}

const OWN = '';

/** One list of reasons: known ones have their words everywhere, the store's own are named here. */
export function ReasonListEditor({ part, at, title, codes, onCodes }: ReasonListProps) {
  const { t, i18n } = useTranslation();
  const { reasonNames = {} } = part.draft;
  const [adding, setAdding] = useState<string>(OWN);
  const [text, setText] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const language = LANGUAGES.find((one) => one === i18n.language) ?? 'en';
  const wordsOf = (code: string): string => {
    const names = reasonNames[code] ?? {};
    return isKnownReason(code) ? reasonWords(t, code) : (names[language] ?? Object.values(names)[0] ?? code);
  };
  const own = Object.keys(reasonNames).filter((code) => !codes.includes(code));
  const known = KNOWN_REASONS.filter((code) => !codes.includes(code));
  const wrong = codes.map((_, index) => part.wrong(`${at}.${index}`)).find((words) => words !== null) ?? null;

  function add(): void {
    if (adding !== OWN) {
      onCodes([...codes, adding]);
      setAdding(OWN);
      return;
    }
    const name = text.trim();
    if (name === '') return;
    const code = ownReasonCode(name, new Set([...KNOWN_REASONS, ...codes, ...Object.keys(reasonNames)]));
    setText('');
    setOpen(code);
    onCodes([...codes, code], { reasonNames: named(reasonNames, code, language, name) });
  }
  return (
    <section className={sheet.section} data-testid="reason-list" data-list={at}>
      <h2 className={sheet.heading}>{title}</h2>
      {wrong && (
        <p className={css.wrong} role="alert">
          {wrong}
        </p>
      )}
      <ul className={css.rows}>
        {codes.map((code, index) => (
          <li key={code} data-testid="reason" data-reason={code}>
            <div className={css.row}>
              <span className={css.words}>{wordsOf(code)}</span>
              {!isKnownReason(code) && (
                <IconAction
                  tone="quiet"
                  icon={Pencil}
                  label={t('settings.reasonName', { name: wordsOf(code) })}
                  aria-expanded={open === code}
                  onClick={() => setOpen(open === code ? null : code)}
                  data-testid="reason-name-open"
                />
              )}
              <OrderActions
                name={wordsOf(code)}
                list={codes}
                index={index}
                stays={codes.length === 1}
                onList={(list) => onCodes(list)}
                testId="reason"
              />
            </div>
            {open === code && !isKnownReason(code) && (
              <div className={css.card}>
                {LANGUAGES.map((tag) => (
                  <Field key={tag} label={languageName(tag, i18n.language)}>
                    <TextField
                      label={`${wordsOf(code)}: ${languageName(tag, i18n.language)}`}
                      value={reasonNames[code]?.[tag] ?? ''}
                      maxLength={100}
                      lang={tag}
                      onText={(name) => part.edit({ reasonNames: named(reasonNames, code, tag, name) })}
                      data-testid={`reason-name-${tag}`}
                    />
                  </Field>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
      <div className={css.add}>
        <SelectField
          label={t('settings.reasonAdd')}
          value={adding}
          options={[
            { value: OWN, label: t('settings.reasonOwn') },
            ...[...known, ...own].map((value) => ({ value, label: wordsOf(value) })),
          ]}
          onChange={setAdding}
          testId="reason-choice"
        />
        {adding === OWN && (
          <TextField
            label={t('settings.reasonOwnName', { list: title })}
            value={text}
            maxLength={100}
            placeholder={t('settings.reasonOwnHint')}
            onText={setText}
            data-testid="reason-text"
          />
        )}
        <Action
          icon={Plus}
          disabled={adding === OWN ? text.trim() === '' : codes.includes(adding)}
          onClick={add}
          data-testid="reason-add"
        >
          {t('settings.add')}
        </Action>
      </div>
    </section>
  );
}
