import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { ProblemReported } from '#contracts/facts/sale-facts.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useProgress, useTill } from '#renderer/app/till-context.tsx';
import { FirstLoad } from '#renderer/features/sync/first-load.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

const CODE_MAX = 100;

/** Says that nothing here has a code, and puts it on the fix list when asked to: what the catalogue lacks. Not while it arrives. */
export function UnknownCode({ text }: { text: string }) {
  return useProgress()?.state === 'first' ? <FirstLoad /> : <Unknown text={text} />;
}

function Unknown({ text }: { text: string }) {
  const { t } = useTranslation();
  const { host } = useTill();
  const [factId] = useState(() => uuid());
  const [state, setState] = useState<'asked' | 'busy' | 'listed'>('asked');
  const [fault, setFault] = useState<Fault | null>(null);

  async function list(): Promise<void> {
    setState('busy');
    const payload: ProblemReported = { problem: 'unlisted-item', code: text.slice(0, CODE_MAX) };
    const draft = { id: factId, kind: 'problem.reported', version: 1, payload };
    const answer = await attempt(host, 'journal.append', { drafts: [draft] });
    setFault(answer.ok ? null : answer.fault);
    setState(answer.ok ? 'listed' : 'asked');
  }

  if (fault) return <Notice {...errorWords(t, fault.code)} />;
  if (state === 'listed') return <Notice tone="ok" code="fix-listed" title={t('stock.unknown.listed', { text })} />;
  return (
    <Notice
      tone="warn"
      code="barcode-unknown"
      title={t('stock.unknown.title', { text })}
      next={t('stock.unknown.next')}
    >
      <Action disabled={state === 'busy'} onClick={() => void list()} data-testid="stock-fix-list">
        {t('stock.unknown.list')}
      </Action>
    </Notice>
  );
}
