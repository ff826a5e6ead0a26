import { Calculator, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReplenishmentAnswer } from '#contracts/http/replenishment.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './replenish.module.css';

interface ReplenishWaitProps {
  answer: Exclude<ReplenishmentAnswer, { state: 'ready' }>;
  onReckon: () => void;
  onCancel: () => void;
}

/** While there is no plan: how far it is, or that it was stopped or failed. */
export function ReplenishWait({ answer, onReckon, onCancel }: ReplenishWaitProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (answer.state === 'running') {
    const { done, total } = answer;
    const said =
      total === null
        ? t('replenish.begins')
        : t('replenish.running', { done: formats.count(done), total: formats.count(total) });
    return (
      <div className={css.running} data-testid="replenish-running">
        <p role="status">{said}</p>
        <progress className={css.bar} value={done} max={Math.max(total ?? 1, 1)} aria-label={said} />
        <Action icon={Square} onClick={onCancel} data-testid="replenish-stop">
          {t('replenish.stop')}
        </Action>
      </div>
    );
  }
  const reckon = (
    <Action tone="next" size="lg" icon={Calculator} onClick={onReckon} data-testid="replenish-reckon">
      {t('replenish.reckon')}
    </Action>
  );
  if (answer.state === 'failed') return <Notice {...errorWords(t, 'internal')}>{reckon}</Notice>;
  return (
    <Empty icon={Calculator} title={t('replenish.stopped')} text={t('replenish.stoppedText')}>
      {reckon}
    </Empty>
  );
}
