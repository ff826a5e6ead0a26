import { ArrowLeft, Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { type PeopleList, Person, PersonAnswer, type PersonRow } from '#contracts/http/people.ts';
import { parse } from '#contracts/schema.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { grantsBeyond, worksElsewhere } from '#domain/operator/people-rules.ts';
import { roleOf } from '#domain/operator/permission.ts';
import { badgeIn } from '#renderer/app/badge-in.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { roleName } from '#renderer/app/role-name.ts';
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
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import css from './people.module.css';
import {
  emptyPerson,
  initialsOf,
  type PersonDraft,
  type PersonField,
  personChange,
  personDraft,
  personFaults,
} from './person-draft.ts';
import { PersonSecrets } from './person-secrets.tsx';

interface PersonFormProps extends LeaveProps {
  list: PeopleList;
  /** Null for a new one. */
  row: PersonRow | null;
  config: RegisterConfig;
  actorId: string;
  onSaved: (words: string) => void;
  onLeave: () => void;
}

/** An operator: who they are, where they work as what, and what they sign in with. */
export function PersonForm({ list, row: first, config, actorId, leaving, onDirty, onSaved, onLeave }: PersonFormProps) {
  const { t, i18n } = useTranslation();
  const { play } = useTill();
  const [row, setRow] = useState(first);
  const [start] = useState(() => personDraft(first?.operator ?? emptyPerson(uuid(), config.store.storeId)));
  const [draft, setDraft] = useState<PersonDraft>(start);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<SaveEnd<PersonRow> | null>(null);
  const merging = useMerging<PersonRow>();
  const { operator } = draft;
  const roles = list.roles.map(({ role }) => role);
  const actor = list.people.find((one) => one.operator.operatorId === actorId)?.operator;
  const own = actor && roleOf(roles, actor.role);
  const held = row && roleOf(roles, row.operator.role);
  const isAbove = held !== null && held !== undefined && grantsBeyond(own, held).length > 0;
  const staff = list.people.map((one) => one.operator);
  const isElsewhere = row !== null && worksElsewhere(actor, staff, row.operator);
  const faults = personFaults(draft, first === null);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(start) || draft.badge !== undefined;
  useEffect(() => {
    onDirty(isDirty);
    return () => onDirty(false);
  }, [isDirty, onDirty]);
  useKeyLayer('screen', {
    onScan({ text }) {
      const badge = badgeIn(text);
      if (badge === null || isAbove || isElsewhere) return play('wrong');
      play('scan');
      edit({ badge });
    },
    onKey(event) {
      if (event.key !== 'Escape') return false;
      onLeave();
      return true;
    },
  });

  function edit(change: Partial<PersonDraft>): void {
    setDraft((current) => ({ ...current, ...change }));
  }
  const change = (part: Partial<Person>): void => edit({ operator: { ...operator, ...part } });
  const wrong = (field: PersonField): string | null =>
    tried && faults.includes(field) ? t(`people.wrong.${field}`) : null;

  async function send(from: PersonDraft, base: PersonRow | null): Promise<void> {
    setBusy(true);
    const path = `/operators/${encodeURIComponent(from.operator.operatorId)}`;
    const body = personChange(from, base);
    const ended = saveEnd(await askServer(path, PersonAnswer, { method: 'PUT', body }));
    setBusy(false);
    setEnd(ended);
    if (ended.end === 'done') onSaved(t('people.saved', { name: body.operator.name }));
    else if (ended.end === 'conflict' && base) {
      merging.begin(ended.now, base.operator, body.operator, ended.now.operator);
    }
  }

  async function save(): Promise<void> {
    setTried(true);
    if (faults.length === 0 && !busy && !isAbove) await send(draft, row);
  }

  async function saveMerged(): Promise<void> {
    const merged = parse(Person, merging.merged());
    if (!merged.ok || !merging.conflict) return;
    const next = { ...draft, operator: merged.value };
    const { now } = merging.conflict;
    setDraft(next);
    setRow(now);
    merging.leave();
    await send(next, now);
  }

  const current = { ...config, roles };
  const nameOfRole = (roleId: string): string => roleName(t, current, roleId, i18n.language);
  const choosable = roles.filter((role) => role.roleId === operator.role || grantsBeyond(own, role).length === 0);
  /** Not so for a new person, and where the role of somebody archived was removed meanwhile. */
  const hasRole = roleOf(roles, operator.role) !== undefined;
  const storeName = (storeId: string): string =>
    list.stores.find((store) => store.storeId === storeId)?.name ?? storeId;
  if (merging.conflict) {
    const words = {
      field: (field: string) => t(`people.fields.${isField(field) ? field : 'name'}`),
      value: (field: string, value: unknown) => {
        if (Array.isArray(value)) return value.map((storeId) => storeName(String(storeId))).join(', ');
        if (typeof value === 'boolean') return t(`people.statuses.${value ? 'archived' : 'active'}`);
        return field === 'role' ? nameOfRole(String(value)) : String(value);
      },
    };
    return <MergingView merging={merging} config={config} busy={busy} words={words} onSave={() => void saveMerged()} />;
  }
  return (
    <div className={css.form} data-testid="person-form">
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="person-leave">
          {t('products.back')}
        </Action>
        <h2 className={sheet.formTitle}>{first?.operator.name ?? t('people.newTitle')}</h2>
        <Action
          tone="next"
          icon={Save}
          disabled={!isDirty || busy || isAbove}
          onClick={() => void save()}
          data-testid="person-save"
        >
          {t('products.save')}
        </Action>
      </div>
      {leaving && <LeaveQuestion leaving={leaving} onSave={() => void save()} />}
      {isAbove && <Notice {...errorWords(t, 'grants-exceeded')} />}
      {isElsewhere && !isAbove && (
        <Notice
          tone="warn"
          title={t('people.elsewhere.title')}
          next={t('people.elsewhere.next')}
          code="store-not-own"
        />
      )}
      {end && <SaveEndNotice end={end} />}
      <div className={sheet.columns}>
        <section className={sheet.section}>
          <Field label={t('people.fields.name')} wrong={wrong('name')}>
            <TextField
              label={t('people.fields.name')}
              value={operator.name}
              maxLength={100}
              aria-invalid={wrong('name') ? true : undefined}
              onText={(name) => {
                const followed = operator.initials === initialsOf(operator.name);
                change({ name, ...(followed ? { initials: initialsOf(name) } : {}) });
              }}
              data-testid="person-name"
            />
          </Field>
          <Field label={t('people.fields.initials')} hint={t('people.initialsHint')} wrong={wrong('initials')}>
            <div className={sheet.short}>
              <TextField
                label={t('people.fields.initials')}
                value={operator.initials}
                maxLength={3}
                aria-invalid={wrong('initials') ? true : undefined}
                onText={(initials) => change({ initials })}
                data-testid="person-initials"
              />
            </div>
          </Field>
          <SelectField
            label={t('people.fields.role')}
            hint={t('people.roleHint')}
            wrong={wrong('role')}
            value={hasRole ? operator.role : ''}
            options={[
              ...(hasRole ? [] : [{ value: '', label: t('people.chooseRole') }]),
              ...choosable.map(({ roleId }) => ({ value: roleId, label: nameOfRole(roleId) })),
            ]}
            disabled={isElsewhere}
            onChange={(role) => change({ role })}
            testId="person-role"
          />
          <Field label={t('people.fields.storeIds')} wrong={wrong('stores')}>
            <div className={css.switches}>
              {list.stores.map(({ storeId, name }) => (
                <div key={storeId} className={css.switch}>
                  <span>{name}</span>
                  <Toggle
                    label={name}
                    on={operator.storeIds.includes(storeId)}
                    disabled={isElsewhere && row.operator.storeIds.includes(storeId)}
                    onToggle={(on) => {
                      const others = operator.storeIds.filter((one) => one !== storeId);
                      change({ storeIds: on ? [...others, storeId] : others });
                    }}
                    testId={`person-store-${storeId}`}
                  />
                </div>
              ))}
            </div>
          </Field>
        </section>
        <section className={sheet.section}>
          <PersonSecrets draft={draft} row={row} disabled={isElsewhere} wrong={wrong} onEdit={edit} />
          {row && (
            <div className={css.archive}>
              <div className={css.switch}>
                <span>{t('people.fields.archived')}</span>
                <Toggle
                  label={t('people.fields.archived')}
                  on={operator.archived}
                  disabled={isElsewhere}
                  onToggle={(archived) => change({ archived })}
                  testId="person-archived"
                />
              </div>
              <div className={css.hint}>{t('people.archivedHint')}</div>
            </div>
          )}
        </section>
      </div>
    </div>
  );
}

const FIELDS = ['name', 'initials', 'role', 'storeIds', 'archived'] as const;

function isField(field: string): field is (typeof FIELDS)[number] {
  return FIELDS.some((one) => one === field);
}
