import { CloudOff, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { errorWords } from './error-words.ts';
import type { Asked } from './use-server.ts';

interface AnsweredProps<T> {
  asked: Asked<T>;
  /** What is missing without a network, and what goes on, where it is no report. */
  offlineText?: string;
  children: (value: T) => ReactNode;
}

/** What the server answered, or why there is nothing: still asking, no network, refused. */
export function Answered<T>({ asked, offlineText, children }: AnsweredProps<T>) {
  const { t } = useTranslation();
  const { answer, loading, again } = asked;
  const retry = (
    <Action icon={RotateCw} onClick={again} disabled={loading} data-testid="report-again">
      {t('reports.again')}
    </Action>
  );
  if (!answer) {
    return (
      <p role="status" data-testid="report-loading">
        {t('shift.loading')}
      </p>
    );
  }
  if (answer.ok) return children(answer.value);
  if (answer.offline) {
    return (
      <div data-testid="report-offline">
        <Empty icon={CloudOff} title={t('reports.offline')} text={offlineText ?? t('reports.offlineText')}>
          {retry}
        </Empty>
      </div>
    );
  }
  return <Notice {...errorWords(t, answer.code)}>{retry}</Notice>;
}
