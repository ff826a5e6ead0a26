import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { isTextField } from '#renderer/keys/key-layers.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './prompt.module.css';

interface ReasonPanelProps {
  title: string;
  reasons: readonly string[];
  submit: string;
  tone?: 'next' | 'bad';
  /** A text besides, that may be left empty: its label. */
  text?: string;
  onSubmit: (reason: string, text: string) => void;
  onClose: () => void;
  /** `<testId>-panel`, `<testId>-reason`, `<testId>-text`, `<testId>-apply`. */
  testId: string;
}

/** Something done for a reason of the store's list: by tap, or by arrows and Enter. */
export function ReasonPanel({
  title,
  reasons,
  submit,
  tone = 'next',
  text,
  onSubmit,
  onClose,
  testId,
}: ReasonPanelProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState(reasons[0] ?? '');
  const [typed, setTyped] = useState('');
  const move = (by: number): void => {
    const next = Math.min(Math.max(reasons.indexOf(reason) + by, 0), reasons.length - 1);
    setReason(reasons[next] ?? '');
  };
  const apply = (): void => onSubmit(reason, typed.trim());
  useKeyLayer('panel', {
    onKey(event) {
      const typing = isTextField(document.activeElement);
      if (event.key === 'Escape') onClose();
      else if (event.key === 'Enter' && !event.repeat) apply();
      else if (typing) return false;
      else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') move(1);
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') move(-1);
      else return !event.ctrlKey && !event.altKey && event.key.length === 1;
      return true;
    },
  });
  return (
    <Panel title={title} closeName={t('app.close')} onClose={onClose} testId={`${testId}-panel`}>
      <Choices
        label={t('discount.reason')}
        value={reason}
        options={reasons.map((code) => ({ value: code, label: reasonWords(t, code) }))}
        onChange={setReason}
        testId={`${testId}-reason`}
      />
      {text !== undefined && (
        <TextField
          label={text}
          placeholder={text}
          value={typed}
          onText={setTyped}
          maxLength={200}
          data-testid={`${testId}-text`}
        />
      )}
      <div className={css.body}>
        <Action tone={tone} size="lg" wide hint="Enter" onClick={apply} data-testid={`${testId}-apply`}>
          {submit}
        </Action>
      </div>
    </Panel>
  );
}
