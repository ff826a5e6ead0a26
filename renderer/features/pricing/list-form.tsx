import { Archive, ArrowLeft, Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { PriceList } from '#contracts/facts/pricing-facts.ts';
import { PriceListAnswer, type PriceListRow } from '#contracts/http/pricing.ts';
import { parse } from '#contracts/schema.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { ChangeEnd } from '#renderer/features/products/use-change.ts';
import { spreadFields } from '#renderer/features/saving/fields.ts';
import { LeaveQuestion } from '#renderer/features/saving/leave-question.tsx';
import { MergingView } from '#renderer/features/saving/merging-view.tsx';
import { unsent } from '#renderer/features/saving/save-end.ts';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import { useMerging } from '#renderer/features/saving/use-merging.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { draftOfList, readListDraft } from './list-draft.ts';
import { ListFields } from './list-fields.tsx';
import { digitsOf, isOthers, type ListProps } from './list-parts.ts';
import css from './pricing.module.css';
import { useListWords } from './use-list-words.ts';

interface ListFormProps extends ListProps {
  /** Null for a new one. */
  row: PriceListRow | null;
  /** Without a head of its own, within another view. */
  isInner?: boolean;
}

/** A price list but for the prices that it names: whose it is, where, when, what it takes off, and which goes first. */
export function ListForm({ row: first, isInner = false, ...props }: ListFormProps) {
  const { config, stores, groups, categories, leaving, onDirty, onSaved, onLeave } = props;
  const { t } = useTranslation();
  const { play } = useTill();
  const { timeZone } = config.store;
  const [row, setRow] = useState(first);
  const [listId] = useState(() => first?.list.listId ?? uuid());
  const [start, setStart] = useState(() => draftOfList(first?.list ?? null, config.store.currency.code, timeZone));
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [archiving, setArchiving] = useState(false);
  const [end, setEnd] = useState<ChangeEnd | null>(null);
  const merging = useMerging<PriceListRow>();
  const digits = digitsOf(props, draft.currency);
  const words = useListWords(groups, stores, categories, digits);
  const read = readListDraft(draft, listId, timeZone, row?.list ?? null);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(start);
  useEffect(() => {
    onDirty(isDirty);
    return () => onDirty(false);
  }, [isDirty, onDirty]);
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key !== 'Escape') return false;
      onLeave();
      return true;
    },
  });

  async function send(after: PriceList, base: PriceListRow | null): Promise<void> {
    setBusy(true);
    const body = { changeId: uuid(), listId, list: { base: base?.revision ?? 0, after }, entries: [] };
    const answer = await askServer('/price-lists/changes', PriceListAnswer, { method: 'POST', body });
    setBusy(false);
    setArchiving(false);
    if (!answer.ok) {
      setEnd(unsent(answer));
    } else if (answer.value.ok) {
      setStart(draft);
      onSaved(after);
    } else if ('faults' in answer.value) {
      setEnd({ end: 'unsent', offline: false, code: answer.value.faults[0] ?? 'internal' });
    } else {
      const { list: now } = answer.value.conflicts;
      if (now && base && !after.archived) merging.begin(now, fieldsOf(base.list), fieldsOf(after), fieldsOf(now.list));
      else setEnd({ end: 'unsent', offline: false, code: 'change-conflict' });
    }
  }

  async function save(): Promise<void> {
    setTried(true);
    if (read.ok && !busy && !isOthers(props, read.list)) await send(read.list, row);
  }

  async function saveMerged(): Promise<void> {
    const merged = parse(PriceList, merging.merged());
    if (!merged.ok || !merging.conflict) return;
    const { now } = merging.conflict;
    setRow(now);
    setDraft(draftOfList(merged.value, merged.value.currency, timeZone));
    merging.leave();
    await send(merged.value, now);
  }

  if (merging.conflict) {
    return <MergingView merging={merging} config={config} busy={busy} words={words} onSave={() => void saveMerged()} />;
  }
  const isOver = row?.list.archived ?? false;
  const isForeign = row !== null && isOthers(props, row.list);
  const reachesOthers = isForeign || isOthers(props, draft);
  return (
    <div className={css.form} data-testid="price-list-form">
      <div className={sheet.formHead}>
        {!isInner && (
          <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="price-list-leave">
            {t('products.back')}
          </Action>
        )}
        <h2 className={sheet.formTitle}>{t(row ? 'pricing.settings' : 'pricing.newList')}</h2>
        {row && !isOver && !isForeign && (
          <Action
            tone="quiet"
            icon={Archive}
            disabled={busy || isDirty}
            onClick={() => setArchiving(true)}
            data-testid="price-list-archive"
          >
            {t('pricing.endForGood')}
          </Action>
        )}
        <Action
          tone="next"
          icon={Save}
          disabled={!isDirty || busy || isOver || reachesOthers}
          onClick={() => void save()}
          data-testid="price-list-save"
        >
          {t('products.save')}
        </Action>
      </div>
      {leaving && <LeaveQuestion leaving={leaving} onSave={() => void save()} />}
      {end && <SaveEndNotice end={end} />}
      {reachesOthers && !(isInner && isForeign) && <Notice {...errorWords(t, 'store-not-own')} />}
      {isOver && <Notice tone="info" title={t('pricing.over')} />}
      {archiving && row && (
        <Notice tone="warn" code="price-list-end" title={t('pricing.endTitle')} next={t('pricing.endNext')}>
          <Action
            tone="bad"
            disabled={busy}
            onClick={() => void send({ ...row.list, archived: true }, row)}
            data-testid="price-list-archive-yes"
          >
            {t('pricing.endForGood')}
          </Action>
          <Action onClick={() => setArchiving(false)}>{t('products.leave.stay')}</Action>
        </Notice>
      )}
      <ListFields
        {...props}
        draft={draft}
        digits={digits}
        isNew={row === null}
        wrong={tried && !read.ok ? read.wrong : NOTHING}
        onDraft={setDraft}
      />
    </div>
  );
}

const NOTHING: ReadonlySet<never> = new Set();

function fieldsOf(list: PriceList) {
  return spreadFields(list, ['names']);
}
