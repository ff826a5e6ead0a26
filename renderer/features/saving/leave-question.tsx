import { useTranslation } from 'react-i18next';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

interface LeaveQuestionProps {
  leaving: { go: () => void; stay: () => void };
  onSave: () => void;
}

/** Asks before what was entered is thrown away. */
export function LeaveQuestion({ leaving, onSave }: LeaveQuestionProps) {
  const { t } = useTranslation();
  return (
    <Notice tone="warn" code="unsaved" title={t('products.leave.title')} next={t('products.leave.next')}>
      <Action
        onClick={() => {
          leaving.stay();
          onSave();
        }}
        data-testid="leave-save"
      >
        {t('products.save')}
      </Action>
      <Action tone="bad" onClick={leaving.go} data-testid="leave-discard">
        {t('products.leave.discard')}
      </Action>
      <Action onClick={leaving.stay} data-testid="leave-stay">
        {t('products.leave.stay')}
      </Action>
    </Notice>
  );
}
