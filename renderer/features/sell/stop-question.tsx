import { Ban, Check, OctagonX, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Halt } from '#domain/catalog/sale-stop.ts';
import type { ScanEvent } from '#drivers/scanner/protocol/scan-event.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './prompt.module.css';
import type { StoppedAnswer } from './ringing.ts';

interface StopQuestionProps {
  halt: Halt;
  name: string;
  onAnswer: (answer: StoppedAnswer) => void;
  /** Missing for a line of the cart, which has its own way out. */
  onLeave?: () => void;
  onScan?: (scan: ScanEvent) => void;
}

/** Says what is stopped, why and what to do: which batch it is, or whether it is sold all the same. */
export function StopQuestion({ halt, name, onAnswer, onLeave, onScan }: StopQuestionProps) {
  const { t } = useTranslation();
  const { stop, verdict } = halt;
  const asks = verdict === 'batch';
  const hint = asks
    ? t('stopped.batchQuestion', { batch: stop.batch })
    : t(verdict === 'permission' ? 'stopped.mayDecide' : 'stopped.handOver');
  return (
    <div className={css.body} data-testid="stop-question" data-verdict={verdict}>
      {onLeave && <StopKeys asks={asks} onAnswer={onAnswer} onLeave={onLeave} onScan={onScan} />}
      <p className={css.question}>
        <OctagonX size={22} aria-hidden className={css.stopMark} />
        {t(stop.kind === 'recall' ? 'stopped.recall' : 'stopped.stop', { name })}
      </p>
      <p className={css.hint} data-testid="stop-reason">
        {stop.reason}
      </p>
      <p className={css.hint}>{hint}</p>
      {asks && (
        <Action
          tone="bad"
          size="lg"
          wide
          icon={Ban}
          {...(onLeave ? { hint: '−' } : {})}
          onClick={() => onAnswer('that-batch')}
          data-testid="stop-that-batch"
        >
          {t('stopped.thatBatch', { batch: stop.batch })}
        </Action>
      )}
      {asks && (
        <Action
          size="lg"
          wide
          icon={Check}
          {...(onLeave ? { hint: '+' } : {})}
          onClick={() => onAnswer('other-batch')}
          data-testid="stop-other-batch"
        >
          {t('stopped.otherBatch')}
        </Action>
      )}
      {!asks && onLeave && (
        <Action tone="next" size="lg" wide icon={Ban} hint="Enter" onClick={onLeave} data-testid="stop-leave">
          {t('stopped.leave')}
        </Action>
      )}
      {verdict === 'permission' && (
        <Action
          size="lg"
          wide
          icon={ShieldCheck}
          {...(onLeave ? { hint: '+' } : {})}
          onClick={() => onAnswer('sell')}
          data-testid="stop-sell"
        >
          {t('stopped.sell')}
        </Action>
      )}
      {!onLeave && verdict === 'refused' && <p className={css.hint}>{t('stopped.removeLine')}</p>}
    </div>
  );
}

interface StopKeysProps {
  asks: boolean;
  onAnswer: (answer: StoppedAnswer) => void;
  onLeave: () => void;
  onScan: ((scan: ScanEvent) => void) | undefined;
}

/** The keys while it is asked of an item on its way into the cart. Enter never sells. */
function StopKeys({ asks, onAnswer, onLeave, onScan }: StopKeysProps) {
  useKeyLayer('panel', {
    ...(onScan ? { onScan } : {}),
    onKey(event) {
      if (event.key === 'Escape' || (event.key === 'Enter' && !event.repeat && !asks)) onLeave();
      else if (event.key === '-' && asks) onAnswer('that-batch');
      else if (event.key === '+') onAnswer(asks ? 'other-batch' : 'sell');
      else return event.key !== 'Tab' && event.key !== 'F1' && !event.ctrlKey;
      return true;
    },
  });
  return null;
}
