import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExceptionRow, RESOLVE_CHOICES, ResolveAnswer, UNCOVERED_CHOICES } from '#contracts/http/exceptions.ts';
import { operatorName } from '#renderer/app/names.ts';
import { askServer } from '#renderer/app/server-api.ts';
import css from '#renderer/features/reports/reports.module.css';
import { useReports } from '#renderer/features/reports/reports-context.ts';
import { type SaveEnd, saveEnd } from '#renderer/features/saving/save-end.ts';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { choiceWords } from './exception-words.ts';

interface SettleFormProps {
  row: ExceptionRow;
  onLeave: () => void;
}

/**
 * What became of an exception, and in one's own words why. Only a difference in money can be written off; what is chosen about an online
 * order that no shelf covers is done by the server as it is settled.
 */
export function SettleForm({ row, onLeave }: SettleFormProps) {
  const { t } = useTranslation();
  const { config } = useReports();
  const [choice, setChoice] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<SaveEnd<ExceptionRow> | null>(null);
  const [sku, setSku] = useState('');
  const isUncovered = row.code === 'promise-uncovered';
  const choices = isUncovered
    ? ([...UNCOVERED_CHOICES, 'as-it-is'] as const)
    : RESOLVE_CHOICES.filter((one) => one !== 'written-off' || row.amount !== null);
  const lacks = choice === null || (choice === 'substitute' && sku.trim() === '');

  async function settle(): Promise<void> {
    if (lacks || busy) return;
    setBusy(true);
    const path = `/reports/exceptions/${row.exceptionId}/resolve`;
    const which = choice === 'substitute' ? { sku: sku.trim() } : {};
    const body = { choice, ...which, ...(note.trim() === '' ? {} : { note: note.trim() }) };
    const ended = saveEnd(await askServer(path, ResolveAnswer, { method: 'POST', body }));
    setBusy(false);
    setEnd(ended);
    if (ended.end === 'done') onLeave();
  }

  if (end?.end === 'conflict') {
    const { settled } = end.now;
    return (
      <Notice
        tone="warn"
        code="settled-meanwhile"
        title={t('reports.exceptions.settledFirst', {
          by: settled?.by ? operatorName(config, settled.by) : t('reports.exceptions.byItself'),
          choice: choiceWords(t, settled?.choice ?? ''),
        })}
        next={settled?.note}
      />
    );
  }
  return (
    <>
      <h3 className={css.heading}>{t('reports.exceptions.settle')}</h3>
      <Choices
        label={t('reports.exceptions.settle')}
        value={choice}
        options={choices.map((value) => ({ value, label: choiceWords(t, value) }))}
        onChange={setChoice}
        testId="exception-choice"
      />
      {choice === 'substitute' && (
        <Field label={t('reports.exceptions.substitute')} hint={t('reports.exceptions.substituteHint')}>
          <TextField
            label={t('reports.exceptions.substitute')}
            value={sku}
            maxLength={64}
            onText={setSku}
            data-testid="exception-substitute"
          />
        </Field>
      )}
      <Field label={t('reports.exceptions.note')} hint={t('reports.exceptions.noteHint')}>
        <TextField
          label={t('reports.exceptions.note')}
          value={note}
          maxLength={1000}
          onText={setNote}
          data-testid="exception-note"
        />
      </Field>
      {end && <SaveEndNotice end={end} />}
      <div className={css.chips}>
        <Action
          tone="next"
          icon={Check}
          disabled={lacks || busy}
          onClick={() => void settle()}
          data-testid="exception-settle"
        >
          {t('reports.exceptions.settleDone')}
        </Action>
      </div>
    </>
  );
}
