import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Action } from './action.tsx';
import { saveFile } from './save-file.ts';

interface ExportActionProps {
  /** The file's text, made when it is asked for. */
  csvOf: () => string;
  /** Of the file, without its ending. */
  name: string;
  disabled?: boolean;
  testId: string;
}

/** Saves a list as a CSV file. */
export function ExportAction({ csvOf, name, disabled = false, testId }: ExportActionProps) {
  const { t } = useTranslation();
  return (
    <Action
      tone="quiet"
      icon={Download}
      disabled={disabled}
      onClick={() => saveFile(document, `${name}.csv`, 'text/csv', csvOf())}
      data-testid={testId}
    >
      {t('table.export')}
    </Action>
  );
}
