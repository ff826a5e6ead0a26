import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Action } from '#renderer/ui/action.tsx';

/** Copies a text; where the browser forbids it, the text beside it can be selected. */
export function CopyAction({ text, testId }: { text: string; testId: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  async function copy(): Promise<void> {
    setCopied(
      await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      ),
    );
  }
  return (
    <Action icon={Copy} onClick={() => void copy()} data-testid={testId} data-copied={copied || undefined}>
      {t(copied ? 'channels.copied' : 'channels.copy')}
    </Action>
  );
}
