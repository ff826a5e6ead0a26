import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { modelProfile, PRINTER_MODELS } from '#drivers/printer/protocol/models.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { draftOf } from './address-draft.ts';
import { AnswersField } from './answers-field.tsx';
import { ConnectionField } from './connection-field.tsx';
import { modelName, paperWidth } from './device-words.ts';
import css from './devices.module.css';
import { findModels } from './find-models.ts';
import type { PrinterDraft } from './printer-draft.ts';

const CONNECTIONS = ['tcp', 'usb', 'serial', 'spooler'] as const;

interface PrinterFieldsProps {
  draft: PrinterDraft;
  onDraft: (draft: PrinterDraft) => void;
}

/** Where the printer is, which model it is, and the paper in it. */
export function PrinterFields({ draft, onDraft }: PrinterFieldsProps) {
  return (
    <>
      <ConnectionField
        connections={CONNECTIONS}
        inNetwork
        draft={draft.at}
        onDraft={(at) => onDraft({ ...draft, at })}
        onFound={(found) => {
          const at = draftOf(found.address, draft.at);
          onDraft(found.model === undefined ? { ...draft, at } : { at, model: found.model, widthMm: undefined });
        }}
      />
      <ModelField model={draft.model} onModel={(model) => onDraft({ ...draft, model, widthMm: undefined })} />
      <WidthField draft={draft} onDraft={onDraft} />
      {modelProfile(draft.model)?.language !== 'starprnt' && (
        <AnswersField draft={draft.at} onDraft={(at) => onDraft({ ...draft, at })} />
      )}
    </>
  );
}

/** The printer's model, from a list that is searched by typing. */
export function ModelField({ model, onModel }: { model: string; onModel: (model: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [all, setAll] = useState(false);
  const found = findModels(typed);

  function choose(chosen: string): void {
    onModel(chosen);
    setTyped('');
    setAll(false);
  }

  return (
    <Field label={t('devices.model.name')} hint={t('devices.model.hint')}>
      <div className={css.chosen} data-testid="model-chosen">
        {modelName(model)}
      </div>
      <div className={css.search}>
        <TextField
          label={t('devices.model.search')}
          placeholder={t('devices.model.search')}
          value={typed}
          onText={setTyped}
          data-testid="model-search"
        />
        {!all && typed === '' && (
          <Action onClick={() => setAll(true)} data-testid="model-all">
            {t('devices.model.all')}
          </Action>
        )}
      </div>
      {(all || typed !== '') && (
        <ul className={css.models} aria-label={t('devices.model.name')}>
          {found.map((each) => (
            <li key={each.model}>
              <UnstyledButton
                type="button"
                className={css.modelChoice}
                aria-pressed={each.model === model}
                onClick={() => choose(each.model)}
                data-testid="model"
                data-model={each.model}
              >
                {each.name}
              </UnstyledButton>
            </li>
          ))}
          {found.length === 0 && <li className={css.none}>{t('devices.model.none')}</li>}
        </ul>
      )}
    </Field>
  );
}

/** The width of the paper, for models that take both. */
export function WidthField({ draft, onDraft }: PrinterFieldsProps) {
  const { t } = useTranslation();
  const both = PRINTER_MODELS[draft.model]?.narrow !== undefined;
  const width = paperWidth(draft);
  const widths = both ? ([80, 58] as const) : [width];
  return (
    <Field label={t('devices.width.name')} hint={both ? t('devices.width.hint') : t('devices.width.only')}>
      <Choices
        label={t('devices.width.name')}
        value={String(width)}
        options={widths.map((mm) => ({ value: String(mm), label: t('devices.mm', { mm }) }))}
        onChange={(value) => onDraft({ ...draft, widthMm: both && value === '58' ? 58 : undefined })}
        testId="width"
      />
    </Field>
  );
}
