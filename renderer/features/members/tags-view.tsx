import { Tags as TagsIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { findMembers } from '#renderer/features/sell/enrol-member.ts';
import { useStoreCountry } from '#renderer/features/sell/use-store-country.ts';
import type { MemberCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './members.module.css';
import { TagField } from './tag-field.tsx';
import { tagMembers } from './tag-members.ts';

/** So many are found at most by what is typed. */
const FOUND_MAX = 500;
/** What was tagged a moment ago shows once the server has said so. */
const AGAIN_MS = 2000;

/** Members by tag, or by what is typed, to be tagged together. */
export function TagsView({ onOpen, onLeave }: { onOpen: (memberId: string) => void; onLeave: () => void }) {
  const { t } = useTranslation();
  const till = useTill();
  const store = useStore(till.store);
  const country = useStoreCountry();
  const [tags, setTags] = useState<readonly (readonly [string, number])[]>([]);
  const [tag, setTag] = useState('');
  const [text, setText] = useState('');
  const [rows, setRows] = useState<readonly MemberCard[]>([]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<{ tag: string; count: number } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useFormKeys(onLeave);

  useEffect(() => {
    let wanted = true;
    if (!store) return;
    const look = async (): Promise<void> => {
      const typed = text.trim();
      const found =
        tag !== ''
          ? await store.taggedMembers(tag)
          : await findMembers({ host: till.host, store, country }, typed, FOUND_MAX);
      const all = await store.memberTags();
      if (!wanted) return;
      setTags(all);
      setRows(tag === '' && typed === '' ? [] : found);
    };
    void look();
    const again = setInterval(() => void look(), AGAIN_MS);
    return () => {
      wanted = false;
      clearInterval(again);
    };
  }, [store, till.host, country, tag, text]);

  async function say(word: string, on: boolean): Promise<void> {
    setBusy(true);
    setDone(null);
    const change = on ? { added: [word], removed: [] } : { added: [], removed: [word] };
    const why = await tagMembers(till.host, [...chosen], change);
    setBusy(false);
    setFault(why?.code ?? null);
    if (why) return;
    setDone({ tag: word, count: chosen.size });
    setChosen(new Set());
  }

  const columns: DataColumn<MemberCard>[] = [
    { id: 'name', label: t('member.name'), share: 3, value: ({ name }) => name },
    { id: 'card', label: t('members.card'), share: 2, value: ({ cardNumber }) => cardNumber },
    { id: 'tags', label: t('member.tags.title'), share: 3, value: (member) => (member.tags ?? []).join(', ') },
  ];
  return (
    <section className={sheet.form} data-testid="tags-view">
      <h2 className={sheet.heading}>{t('member.tags.title')}</h2>
      <p className={sheet.hint}>{t('member.tags.bulkHint')}</p>
      <div className={`${sheet.pair} ${css.find}`}>
        <SelectField
          label={t('member.tags.filter')}
          value={tag}
          options={[
            { value: '', label: t('member.tags.any') },
            ...tags.map(([one, count]) => ({ value: one, label: `${one} (${count})` })),
          ]}
          onChange={setTag}
          testId="tags-filter"
        />
        {tag === '' && (
          <TextField
            label={t('member.search')}
            placeholder={t('member.searchHint')}
            value={text}
            onText={setText}
            data-testid="tags-search"
          />
        )}
      </div>
      <FaultNotice fault={fault} />
      {done && (
        <Notice tone="ok" code="tags-done" title={t('member.tags.done', done)} next={t('member.tags.doneNext')} />
      )}
      <DataTable
        label={t('member.tags.title')}
        rows={rows}
        hasSearch={tag !== ''}
        columns={columns}
        keyOf={({ memberId }) => memberId}
        order={{ by: 'name', descending: false }}
        onOpen={({ memberId }) => onOpen(memberId)}
        choice={{ chosen, onChosen: setChosen, nameOf: ({ name }) => name }}
        actions={
          <>
            <TagField disabled={busy} onAdd={(word) => void say(word, true)} />
            {tag !== '' && (
              <Action disabled={busy} onClick={() => void say(tag, false)} data-testid="tags-remove">
                {t('member.tags.remove', { tag })}
              </Action>
            )}
          </>
        }
        exportName="members"
        testId="tags"
        rowTestId="tags-row"
        empty={<Empty icon={TagsIcon} title={t('member.tags.nobody')} text={t('member.tags.nobodyText')} />}
      />
    </section>
  );
}
