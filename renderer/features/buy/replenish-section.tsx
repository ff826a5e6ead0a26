import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReplenishmentAnswer } from '#contracts/http/replenishment.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useServer } from '#renderer/app/use-server.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { ReplenishBoard } from './replenish-board.tsx';
import type { PackEdits } from './replenish-draft.ts';
import { ReplenishWait } from './replenish-wait.tsx';

/** How often the server is asked how far it is. */
const POLL_MS = 700;

/** What to order and what lies: reckoned by the server, shown when it is there. */
export function ReplenishSection(props: StockSectionProps) {
  const { t } = useTranslation();
  const asked = useServer('/replenishment', ReplenishmentAnswer);
  const [fault, setFault] = useState<string | null>(null);
  const [edits, setEdits] = useState<PackEdits>(new Map());
  const { answer, loading, again } = asked;
  const running = answer?.ok === true && answer.value.state === 'running';
  useEffect(() => {
    if (!running || loading) return;
    const timer = setTimeout(again, POLL_MS);
    return () => clearTimeout(timer);
  }, [running, loading, again]);

  async function command(action: 'reckon' | 'cancel'): Promise<void> {
    const done = await askServer('/replenishment', ReplenishmentAnswer, { method: 'POST', body: { action } });
    setFault(done.ok ? null : done.offline ? 'enrol-server-unreachable' : done.code);
    again();
  }

  const told = fault && <Notice {...errorWords(t, fault)} />;
  if (answer?.ok && answer.value.state === 'ready') {
    return (
      <ReplenishBoard
        {...props}
        told={told}
        ready={answer.value}
        edits={edits}
        onEdits={setEdits}
        onAgain={again}
        onReckon={() => void command('reckon')}
      />
    );
  }
  return (
    <StartFrame title={t('replenish.title')} hint={t('replenish.hint')} onBack={props.onBack} testId="replenish-asked">
      {told}
      <Answered asked={asked} offlineText={t('buy.offline')}>
        {(value) =>
          value.state !== 'ready' && (
            <ReplenishWait
              answer={value}
              onReckon={() => void command('reckon')}
              onCancel={() => void command('cancel')}
            />
          )
        }
      </Answered>
    </StartFrame>
  );
}
