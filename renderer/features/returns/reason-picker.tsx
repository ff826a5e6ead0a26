import { useTranslation } from 'react-i18next';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { Choices } from '#renderer/ui/choices.tsx';

interface ReasonPickerProps {
  reasons: readonly string[];
  reason: string | null;
  onChoose: (reason: string) => void;
}

/** Why it comes back: one of the store's reasons. The store lists the likeliest first: it is chosen until somebody says another. */
export function ReasonPicker({ reasons, reason, onChoose }: ReasonPickerProps) {
  const { t } = useTranslation();
  return (
    <Choices
      label={t('returns.reason')}
      value={reason}
      options={reasons.map((code) => ({ value: code, label: reasonWords(t, code) }))}
      onChange={onChoose}
      testId="return-reason"
    />
  );
}
