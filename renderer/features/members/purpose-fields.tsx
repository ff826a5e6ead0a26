import { useTranslation } from 'react-i18next';
import type { ConsentPurpose } from '#contracts/member/program.ts';
import { LANGUAGES } from '#renderer/app/i18n.ts';
import { NameFields } from '#renderer/features/pricing/name-fields.tsx';
import { languageName } from '#renderer/features/products/field-words.ts';
import { SwitchRow } from '#renderer/features/settings/switch-row.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';

interface PurposeFieldsProps {
  purpose: ConsentPurpose;
  onChange: (purpose: ConsentPurpose) => void;
}

/** One purpose, with the words that members say yes to in every language. */
export function PurposeFields({ purpose, onChange }: PurposeFieldsProps) {
  const { t, i18n } = useTranslation();
  const { purposeId, texts = {}, version } = purpose;
  const isWrong = purpose.text.trim() === '';
  return (
    <div data-testid={purposeId}>
      <NameFields
        name={purpose.name}
        names={purpose.names ?? {}}
        isWrong={purpose.name.trim() === ''}
        onName={(name) => onChange({ ...purpose, name })}
        onNames={(names) => onChange({ ...purpose, names })}
        testId={purposeId}
      />
      <Field label={t('members.program.text', { version })} wrong={isWrong ? t('members.program.textNeeded') : null}>
        <TextField
          label={t('members.program.text', { version })}
          value={purpose.text}
          maxLength={500}
          onText={(text) => onChange({ ...purpose, text })}
          data-testid={`${purposeId}-text`}
        />
      </Field>
      {LANGUAGES.map((tag) => {
        const label = t('members.program.textIn', { language: languageName(tag, i18n.language) });
        return (
          <Field key={tag} label={label}>
            <TextField
              label={label}
              value={texts[tag] ?? ''}
              placeholder={purpose.text}
              maxLength={500}
              lang={tag}
              onText={(text) => onChange({ ...purpose, texts: { ...texts, [tag]: text } })}
              data-testid={`${purposeId}-text-${tag}`}
            />
          </Field>
        );
      })}
      <SwitchRow
        label={t('members.program.asked')}
        on={!purpose.archived}
        onToggle={(on) => {
          const { archived: _, ...kept } = purpose;
          onChange(on ? kept : { ...kept, archived: true });
        }}
        testId={`${purposeId}-asked`}
      />
    </div>
  );
}
