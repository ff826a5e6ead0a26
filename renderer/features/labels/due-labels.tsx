import { Tags } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PriceChanges } from '#contracts/http/catalogue.ts';
import { instantAt, localMinute } from '#domain/session/store-minute.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import type { TillStore } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { changedRows } from './changed-rows.ts';
import type { LabelRow } from './label-list.ts';
import css from './labels.module.css';

/** When labels of changed prices were last asked for on this till. */
const KEPT = 'labels-due-until';
const DAY_MS = 86_400_000;
const USUAL_DAYS = 7;

interface DueLabelsProps {
  store: TillStore;
  timeZone: string;
  onRows: (rows: LabelRow[]) => void;
}

/** Labels that are due because prices changed, or will by a time: since they were last asked for, or since any other time. */
export function DueLabels({ store, timeZone, onRows }: DueLabelsProps) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(() => {
    const last = store.kept.getItem(KEPT);
    return localMinute(last === null ? new Date(Date.now() - USUAL_DAYS * DAY_MS) : new Date(last), timeZone);
  });
  const [to, setTo] = useState(() => localMinute(new Date(Date.now() + 60_000), timeZone));
  const [said, setSaid] = useState<{ count: number } | { code: string; offline: boolean } | null>(null);
  const [start, end] = [instantAt(from, timeZone), instantAt(to, timeZone)];

  async function ask(): Promise<void> {
    if (!start || !end) return;
    const answer = await askServer('/catalogue/price-changes', PriceChanges, { query: { from: start, to: end } });
    if (!answer.ok) {
      setSaid({ offline: answer.offline, code: answer.offline ? 'offline' : answer.code });
      return;
    }
    const { changes } = answer.value;
    const cards = await store.cards(changes.map(({ variantId }) => variantId));
    const rows = changedRows(changes, cards);
    store.kept.setItem(KEPT, end);
    setSaid({ count: rows.length });
    if (rows.length > 0) onRows(rows);
  }

  return (
    <>
      <div className={css.dues}>
        <DateField
          label={t('labels.changedFrom')}
          value={from}
          withTime
          clearable
          onChange={setFrom}
          testId="labels-due-from"
        />
        <DateField
          label={t('labels.changedTo')}
          value={to}
          withTime
          clearable
          onChange={setTo}
          testId="labels-due-to"
        />
        <Action
          icon={Tags}
          disabled={!start || !end || start >= end}
          onClick={() => void ask()}
          data-testid="labels-due"
        >
          {t('labels.due')}
        </Action>
      </div>
      {said && 'count' in said && said.count === 0 && <Notice tone="info" title={t('labels.noneDue')} />}
      {said && 'code' in said && said.offline && <Notice tone="warn" code="offline" title={t('reports.offline')} />}
      {said && 'code' in said && !said.offline && <Notice {...errorWords(t, said.code)} />}
    </>
  );
}
