import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

interface FormFrameProps {
  title: string;
  hint: string;
  /** Something was entered that is not saved. */
  changed: boolean;
  onBack: () => void;
  children: ReactNode;
  testId: string;
}

/** A form that is not left by mistake while something in it is not saved. */
export function FormFrame({ title, hint, changed, onBack, children, testId }: FormFrameProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  return (
    <StartFrame title={title} hint={hint} onBack={() => (changed ? setAsked(true) : onBack())} testId={testId}>
      {asked && changed && (
        <Notice tone="warn" code="not-saved" title={t('buy.leave.title')}>
          <Action onClick={onBack} data-testid="buy-leave">
            {t('buy.leave.leave')}
          </Action>
          <Action onClick={() => setAsked(false)} data-testid="buy-stay">
            {t('buy.leave.stay')}
          </Action>
        </Notice>
      )}
      {children}
    </StartFrame>
  );
}
