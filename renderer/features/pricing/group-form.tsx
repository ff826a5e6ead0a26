import { Archive, ArchiveRestore, ArrowLeft, Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { CustomerGroup } from '#contracts/facts/pricing-facts.ts';
import { CustomerGroupAnswer, type CustomerGroupRow, type PriceLists } from '#contracts/http/pricing.ts';
import { parse } from '#contracts/schema.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { currenciesUnlisted } from '#domain/pricing/price-list.ts';
import { localName } from '#renderer/app/local-name.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { spreadFields } from '#renderer/features/saving/fields.ts';
import { LeaveQuestion } from '#renderer/features/saving/leave-question.tsx';
import { MergingView } from '#renderer/features/saving/merging-view.tsx';
import { type SaveEnd, saveEnd } from '#renderer/features/saving/save-end.ts';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import type { LeaveProps } from '#renderer/features/saving/use-leaving.ts';
import { useMerging } from '#renderer/features/saving/use-merging.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { GroupMembersView } from './group-members-view.tsx';
import { NameFields } from './name-fields.tsx';
import css from './pricing.module.css';
import { useListWords } from './use-list-words.ts';

interface GroupFormProps extends LeaveProps {
  /** Null for a new one. */
  row: CustomerGroupRow | null;
  /** How much it is used by now. */
  used: Pick<CustomerGroupRow, 'members' | 'lists'> | null;
  /** Price lists, and the stores that they may be for. */
  known: PriceLists;
  config: RegisterConfig;
  onSaved: (words: string) => void;
  /** Somebody was put into the group, or out of it. */
  onMembers: () => void;
  onLeave: () => void;
}

/** A customer group: its name, who is in it, and whether it is still used. */
export function GroupForm({
  row: first,
  used,
  known,
  config,
  leaving,
  onDirty,
  onSaved,
  onMembers,
  onLeave,
}: GroupFormProps) {
  const { t, i18n } = useTranslation();
  const { play } = useTill();
  const [row, setRow] = useState(first);
  const [groupId] = useState(() => first?.group.groupId ?? uuid());
  const [name, setName] = useState(first?.group.name ?? '');
  const [names, setNames] = useState<Record<string, string>>({ ...first?.group.names });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<SaveEnd<CustomerGroupRow> | null>(null);
  const merging = useMerging<CustomerGroupRow>();
  const words = useListWords([], [], [], config.store.currency.digits);
  const group = groupFrom(groupId, name, names, row?.group.archived ?? false);
  const isDirty = row
    ? JSON.stringify(groupFrom(groupId, row.group.name, { ...row.group.names }, false)) !==
      JSON.stringify({ ...group, archived: undefined })
    : name !== '';
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

  async function send(after: CustomerGroup, base: CustomerGroupRow | null): Promise<void> {
    setBusy(true);
    const body = { revision: base?.revision ?? 0, group: after };
    const path = `/customer-groups/${encodeURIComponent(groupId)}`;
    const ended = saveEnd(await askServer(path, CustomerGroupAnswer, { method: 'PUT', body }));
    setBusy(false);
    setEnd(ended);
    if (ended.end === 'done')
      onSaved(t(after.archived ? 'pricing.groupArchived' : 'pricing.saved', { name: after.name }));
    else if (ended.end === 'conflict' && base) {
      merging.begin(ended.now, fieldsOf(base.group), fieldsOf(after), fieldsOf(ended.now.group));
    }
  }

  async function save(): Promise<void> {
    setTried(true);
    if (group.name !== '' && !busy) await send(group, row);
  }

  async function saveMerged(): Promise<void> {
    const merged = parse(CustomerGroup, merging.merged());
    if (!merged.ok || !merging.conflict) return;
    const { now } = merging.conflict;
    setRow(now);
    setName(merged.value.name);
    setNames({ ...merged.value.names });
    merging.leave();
    await send(merged.value, now);
  }

  if (merging.conflict) {
    return <MergingView merging={merging} config={config} busy={busy} words={words} onSave={() => void saveMerged()} />;
  }
  const unlisted = currenciesUnlisted(
    known.lists.map(({ list }) => list),
    groupId,
    known.stores.map(({ currency }) => currency),
    new Date().toISOString(),
  );
  const isUsed = used !== null && used.members + used.lists > 0;
  return (
    <div className={css.form} data-testid="group-form">
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="group-leave">
          {t('products.back')}
        </Action>
        <h2 className={sheet.formTitle}>{row ? localName(row.group, i18n.language) : t('pricing.newGroup')}</h2>
        {row && (
          <Action
            tone="quiet"
            icon={row.group.archived ? ArchiveRestore : Archive}
            disabled={busy || isUsed}
            onClick={() =>
              void send(groupFrom(groupId, row.group.name, { ...row.group.names }, !row.group.archived), row)
            }
            data-testid="group-archive"
          >
            {t(row.group.archived ? 'pricing.unarchive' : 'pricing.archive')}
          </Action>
        )}
        <Action
          tone="next"
          icon={Save}
          disabled={!isDirty || busy}
          onClick={() => void save()}
          data-testid="group-save"
        >
          {t('products.save')}
        </Action>
      </div>
      {leaving && <LeaveQuestion leaving={leaving} onSave={() => void save()} />}
      {end && <SaveEndNotice end={end} />}
      {isUsed && <p className={css.hint}>{t('pricing.groupUsed', { members: used.members, lists: used.lists })}</p>}
      {unlisted.length > 0 && (
        <p className={css.hint} data-testid="group-unlisted">
          {t('pricing.groupUnlisted', { currencies: unlisted.join(', ') })}
        </p>
      )}
      <NameFields
        name={name}
        names={names}
        isWrong={tried && group.name === ''}
        onName={setName}
        onNames={setNames}
        testId="group"
      />
      {row && !row.group.archived && <GroupMembersView group={row.group} onChanged={onMembers} />}
    </div>
  );
}

function groupFrom(groupId: string, name: string, names: Record<string, string>, archived: boolean): CustomerGroup {
  const filled = Object.entries(names).flatMap(([tag, text]) => (text.trim() === '' ? [] : [[tag, text.trim()]]));
  return {
    groupId,
    name: name.trim(),
    ...(filled.length > 0 ? { names: Object.fromEntries(filled) } : {}),
    ...(archived ? { archived: true as const } : {}),
  };
}

function fieldsOf(group: CustomerGroup) {
  return spreadFields(group, ['names']);
}
