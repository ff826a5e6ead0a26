import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { usePageFile } from './use-page-file.ts';

interface PageFileActionProps {
  /** What the file is called at first, without its ending. */
  name: string;
  words: string;
  disabled?: boolean;
  size?: 'lg';
  testId: string;
}

/** Keeps what `PrintPage` shows as a PDF, and says what became of it. */
export function PageFileAction({ name, words, disabled = false, size, testId }: PageFileActionProps) {
  const { t } = useTranslation();
  const file = usePageFile();
  return (
    <>
      <Action
        icon={FileText}
        {...(size ? { size } : {})}
        disabled={disabled || file.busy}
        onClick={() => void file.save(name)}
        data-testid={testId}
      >
        {words}
      </Action>
      {file.end && 'saved' in file.end && <Notice tone="ok" code="page-saved" title={t('page.saved')} />}
      {file.end && 'fault' in file.end && <Notice {...errorWords(t, file.end.fault)} />}
    </>
  );
}
