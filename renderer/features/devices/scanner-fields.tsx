import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { ConnectionField } from './connection-field.tsx';
import css from './devices.module.css';
import { isFrame, type ScannerDraft } from './scanner-draft.ts';

interface ScannerFieldsProps {
  draft: ScannerDraft;
  onDraft: (draft: ScannerDraft) => void;
}

/** Where a scanner is that does not type, what it is called, and what it sends around a code. */
export function ScannerFields({ draft, onDraft }: ScannerFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <ConnectionField
        connections={['hid', 'serial', 'tcp']}
        draft={draft.at}
        onDraft={(at) => onDraft({ ...draft, at })}
      />
      <Field label={t('devices.scanner.name')}>
        <TextField
          label={t('devices.scanner.name')}
          value={draft.name}
          onText={(name) => onDraft({ ...draft, name })}
          maxLength={64}
          data-testid="scanner-name"
        />
      </Field>
      {draft.at.connection !== 'hid' && (
        <div className={css.pair}>
          <Field
            label={t('devices.scanner.prefix')}
            hint={t('devices.scanner.prefixHint')}
            wrong={isFrame(draft.prefix) ? null : t('devices.scanner.frameWrong')}
          >
            <TextField
              label={t('devices.scanner.prefix')}
              value={draft.prefix}
              onText={(prefix) => onDraft({ ...draft, prefix })}
              maxLength={60}
              data-testid="scanner-prefix"
            />
          </Field>
          <Field
            label={t('devices.scanner.suffix')}
            hint={t('devices.scanner.suffixHint')}
            wrong={isFrame(draft.suffix) ? null : t('devices.scanner.frameWrong')}
          >
            <TextField
              label={t('devices.scanner.suffix')}
              value={draft.suffix}
              onText={(suffix) => onDraft({ ...draft, suffix })}
              maxLength={60}
              data-testid="scanner-suffix"
            />
          </Field>
        </div>
      )}
    </>
  );
}
