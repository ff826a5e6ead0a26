import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { type CustomerGroupRow, PriceListAnswer, type PriceListRow, type PriceLists } from '#contracts/http/pricing.ts';
import { localName } from '#renderer/app/local-name.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { BulkRecords } from '#renderer/features/many/bulk-records.tsx';
import { published } from '#renderer/features/many/published.ts';
import type { Planned, Published, RecordKind } from '#renderer/features/many/record-task.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { groupKind } from './group-kind.ts';
import { type GroupEdit, type ListedGroup, planGroups } from './group-plan.ts';
import { isOthers } from './list-parts.ts';

interface BulkGroupsProps {
  rows: readonly CustomerGroupRow[];
  known: PriceLists;
  onChanged: () => void;
  onLeave: () => void;
}

const WHATS = ['keep', 'put-on', 'take-off', 'archive', 'use'] as const;

/** The customer groups chosen: put on a price list or taken off it, archived or used again. */
export function BulkGroups({ rows: first, known, onChanged, onLeave }: BulkGroupsProps) {
  const { t, i18n } = useTranslation();
  /** As they were when they were chosen: what comes of it stands against that. */
  const [rows] = useState(first);
  const [lists] = useState(known.lists);
  const [standing] = useState(() => new Map(lists.map((row) => [row.list.listId, row])));
  const [what, setWhat] = useState<(typeof WHATS)[number]>('keep');
  const [listId, setListId] = useState('');
  const open = lists.filter(({ list }) => !list.archived && !isOthers(known, list));
  const isOfList = isListed(what);
  const edit: GroupEdit = isListed(what) ? (listId === '' ? { what: 'keep' } : { what, listId }) : { what };
  return (
    <BulkRecords
      title={t('pricing.bulkGroups', { count: rows.length })}
      kind={listedGroupKind(t, i18n.language, standing)}
      planned={planGroups(rows, lists, edit)}
      onChanged={onChanged}
      onLeave={onLeave}
    >
      <SelectField
        label={t('many.change')}
        value={what}
        options={WHATS.filter((value) => open.length > 0 || !isListed(value)).map((value) => ({
          value,
          label: value === 'keep' ? t('many.keep') : t(`pricing.bulkWhats.${value}`),
        }))}
        onChange={setWhat}
        testId="bulk-what"
      />
      {isOfList && (
        <SelectField
          label={t('pricing.list')}
          value={listId}
          options={[
            { value: '', label: t('pricing.chooseList') },
            ...open.map(({ list }) => ({ value: list.listId, label: localName(list, i18n.language) })),
          ]}
          onChange={setListId}
          testId="bulk-list"
        />
      )}
      <p className={sheet.hint}>{t('pricing.bulkGroupsHint')}</p>
    </BulkRecords>
  );
}

/** Whether it is done with a price list. */
function isListed(what: GroupEdit['what']): what is 'put-on' | 'take-off' {
  return what === 'put-on' || what === 'take-off';
}

/** How groups and the lists for them are published together; `standing` follows the lists, as several groups change the same one. */
function listedGroupKind(t: TFunction, language: string, standing: Map<string, PriceListRow>): RecordKind<ListedGroup> {
  const groups = groupKind(t, language);
  const nameOf = (listId: string): string => {
    const row = standing.get(listId);
    return row ? localName(row.list, language) : listId;
  };

  async function putOn({ before, after, revision }: Planned<ListedGroup>): Promise<Published> {
    const { groupId } = after.group;
    const moved = [...standing.values()].find(
      ({ list }) => after.listIds.includes(list.listId) !== before?.listIds.includes(list.listId),
    );
    if (!moved) return { ok: true, revision };
    const { listId } = moved.list;
    const others = moved.list.groupIds.filter((id) => id !== groupId);
    const groupIds = after.listIds.includes(listId) ? [...others, groupId] : others;
    if (groupIds.length === 0) return { ok: false, reason: t('pricing.lastGroup', { name: nameOf(listId) }) };
    const list = { ...moved.list, groupIds };
    const body = { changeId: uuid(), listId, list: { base: moved.revision, after: list }, entries: [] };
    const answer = await askServer('/price-lists/changes', PriceListAnswer, { method: 'POST', body });
    if (!answer.ok) return published(t, answer);
    const said = answer.value;
    if (!said.ok) return published(t, { ok: true, value: 'faults' in said ? said : { ok: false, now: null } });
    standing.set(listId, { ...moved, list, revision: said.version });
    return { ok: true, revision };
  }

  return {
    keyOf: ({ group }) => groups.keyOf(group),
    nameOf: ({ group }) => groups.nameOf(group),
    words: ({ group, listIds }) => [
      ...groups.words(group),
      { label: t('pricing.title'), text: listIds.map(nameOf).join(', ') },
    ],
    isSame: isSameValue,
    publish: (planned) =>
      isSameValue(planned.before?.group, planned.after.group)
        ? putOn(planned)
        : groups.publish({ ...planned, before: planned.before?.group ?? null, after: planned.after.group }),
    withdrawn: () => null,
  };
}
