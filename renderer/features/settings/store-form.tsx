import { Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SettingsAnswer, StoreAnswer, type StoreRow } from '#contracts/http/settings.ts';
import { parse } from '#contracts/schema.ts';
import { storeFaults } from '#contracts/settings/store-faults.ts';
import { type RegisterConfig, StoreSettings } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { LeaveQuestion } from '#renderer/features/saving/leave-question.tsx';
import { MergingView } from '#renderer/features/saving/merging-view.tsx';
import { type SaveEnd, saveEnd } from '#renderer/features/saving/save-end.ts';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import type { LeaveProps } from '#renderer/features/saving/use-leaving.ts';
import { useMerging } from '#renderer/features/saving/use-merging.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { BarcodesTab } from './barcodes-tab.tsx';
import { BusinessTab } from './business-tab.tsx';
import { useSettingsWords } from './field-words.ts';
import type { FormPart } from './form-part.ts';
import { PaymentTab } from './payment-tab.tsx';
import { ReasonsTab } from './reasons-tab.tsx';
import { ReceiptsTab } from './receipts-tab.tsx';
import { ReturnsTab } from './returns-tab.tsx';
import { type StoreTab, tabOf, wrongTabs } from './settings-tabs.ts';
import { ShiftTab } from './shift-tab.tsx';
import { draftOf, storeFields, storeFrom, storeOf } from './store-draft.ts';

interface StoreFormProps extends LeaveProps {
  answer: SettingsAnswer;
  config: RegisterConfig;
  operatorId: string;
  tab: StoreTab;
  onTab: (tab: StoreTab) => void;
  onSaved: () => void;
  onLeave: () => void;
}

/** A store's settings but its taxes. All tabs are one form: it is saved whole, from the revision it was read at. */
export function StoreForm({
  answer,
  config,
  operatorId,
  tab,
  onTab,
  leaving,
  onDirty,
  onSaved,
  onLeave,
}: StoreFormProps) {
  const { t } = useTranslation();
  const { play } = useTill();
  const [row, setRow] = useState(answer.row);
  const [draft, setDraft] = useState(() => draftOf(answer.row.store));
  const [bad, setBad] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<SaveEnd<StoreRow> | null>(null);
  const merging = useMerging<StoreRow>();
  const words = useSettingsWords();
  const entered = storeOf(draft, row.store);
  const isDirty = JSON.stringify(entered) !== JSON.stringify(row.store) || bad.size > 0;
  const refused = end?.end === 'refused' ? end.faults : [];
  const own = storeFaults(entered);
  const faults = [...own, ...refused.filter(({ at }) => !own.some((fault) => fault.at === at))];
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

  async function send(store: StoreSettings, base: StoreRow): Promise<void> {
    setBusy(true);
    const body = { revision: base.revision, store };
    const ended = saveEnd(await askServer('/settings/store', StoreAnswer, { method: 'PUT', body }));
    setBusy(false);
    setEnd(ended);
    if (ended.end === 'done') onSaved();
    else if (ended.end === 'conflict') {
      merging.begin(ended.now, storeFields(base.store), storeFields(store), storeFields(ended.now.store));
    } else if (ended.end === 'refused') onTab(tabOf(ended.faults[0]?.at ?? ''));
  }

  async function save(): Promise<void> {
    setTried(true);
    const [wrongTab] = wrongTabs([...own, ...[...bad].map((at) => ({ at }))]);
    if (wrongTab) return onTab(wrongTab);
    if (!busy) await send(entered, row);
  }

  async function saveMerged(): Promise<void> {
    if (!merging.conflict) return;
    const { now } = merging.conflict;
    const merged = parse(StoreSettings, storeFrom(merging.fields(), now.store));
    if (!merged.ok) return;
    const next = draftOf(merged.value);
    setDraft(next);
    setRow(now);
    merging.leave();
    await send(storeOf(next, now.store), now);
  }

  const part: FormPart = {
    draft,
    edit: (change) => setDraft((current) => ({ ...current, ...change })),
    wrong: (at) => {
      const fault = tried ? faults.find((one) => one.at === at || one.at.startsWith(`${at}.`)) : undefined;
      return fault ? errorWords(t, fault.code).title : null;
    },
    onBad: (at, isBad) =>
      setBad((current) => new Set(isBad ? [...current, at] : [...current].filter((one) => one !== at))),
    fixed: answer.fixed,
  };
  if (merging.conflict) {
    return <MergingView merging={merging} config={config} busy={busy} words={words} onSave={() => void saveMerged()} />;
  }
  const wrong = tried ? wrongTabs([...faults, ...[...bad].map((at) => ({ at }))]) : [];
  return (
    <div className={sheet.form} data-testid="settings-form" data-revision={row.revision}>
      <div className={sheet.formHead}>
        <h2 className={sheet.formTitle}>{row.store.name}</h2>
        <Action
          tone="next"
          icon={Save}
          disabled={!isDirty || busy}
          onClick={() => void save()}
          data-testid="settings-save"
        >
          {t('products.save')}
        </Action>
      </div>
      {leaving && <LeaveQuestion leaving={leaving} onSave={() => void save()} />}
      {wrong.length > 0 && (
        <Notice
          tone="warn"
          code="settings-wrong"
          title={t('settings.wrongTitle')}
          next={t('settings.wrongNext', { tabs: wrong.map((one) => t(`settings.tabs.${one}`)).join(', ') })}
        />
      )}
      {end && <SaveEndNotice end={end} />}
      {tab === 'business' && <BusinessTab {...part} />}
      {tab === 'receipts' && <ReceiptsTab part={part} config={config} operatorId={operatorId} />}
      {tab === 'payment' && <PaymentTab part={part} shown={storePolicy(row.store).tenders} />}
      {tab === 'returns' && <ReturnsTab {...part} />}
      {tab === 'shift' && <ShiftTab {...part} />}
      {tab === 'reasons' && <ReasonsTab part={part} />}
      {tab === 'barcodes' && <BarcodesTab part={part} />}
    </div>
  );
}
