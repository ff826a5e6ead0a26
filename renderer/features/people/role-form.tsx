import { ArrowLeft, Save, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { type PeopleList, RoleAnswer, type RoleRow } from '#contracts/http/people.ts';
import { parse } from '#contracts/schema.ts';
import { type RegisterConfig, Role } from '#contracts/views/register-config.ts';
import { grantsBeyond, storesOfOthers, storesOfRole } from '#domain/operator/people-rules.ts';
import { roleOf } from '#domain/operator/permission.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { LANGUAGES } from '#renderer/app/i18n.ts';
import { roleName } from '#renderer/app/role-name.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { languageName } from '#renderer/features/products/field-words.ts';
import { spreadFields } from '#renderer/features/saving/fields.ts';
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
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { GrantRows } from './grant-rows.tsx';
import css from './people.module.css';
import { grantDrafts, grantsOf } from './role-draft.ts';
import { useRoleFieldWords } from './role-field-words.ts';

interface RoleFormProps extends LeaveProps {
  list: PeopleList;
  /** Null for a new one. */
  row: RoleRow | null;
  config: RegisterConfig;
  actorId: string;
  onSaved: (words: string) => void;
  onLeave: () => void;
}

/** A role: its name, and what it may. */
export function RoleForm({ list, row: first, config, actorId, leaving, onDirty, onSaved, onLeave }: RoleFormProps) {
  const { t, i18n } = useTranslation();
  const { play } = useTill();
  const { digits } = config.store.currency;
  const [row, setRow] = useState(first);
  const [roleId] = useState(() => first?.role.roleId ?? uuid());
  const [start] = useState(() => draftOf(first?.role ?? { roleId, name: '', grants: {} }, digits));
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<SaveEnd<RoleRow> | null>(null);
  const merging = useMerging<RoleRow>();
  const words = useRoleFieldWords(digits);
  const roles = list.roles.map(({ role }) => role);
  const actor = list.people.find((one) => one.operator.operatorId === actorId)?.operator;
  const own = actor && roleOf(roles, actor.role);
  const isAbove = row !== null && grantsBeyond(own, row.role).length > 0;
  const staff = list.people.map(({ operator }) => operator);
  const isElsewhere = storesOfOthers(actor, staff, storesOfRole(staff, roleId)).length > 0;
  const entered = grantsOf(draft.grants, digits);
  const beyond = entered.ok ? grantsBeyond(own, { grants: entered.grants }) : entered.wrong;
  const isNameless = draft.name.trim() === '';
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

  async function send(role: Role | null, base: RoleRow | null): Promise<void> {
    setBusy(true);
    const body = { revision: base?.revision ?? 0, role };
    const path = `/roles/${encodeURIComponent(roleId)}`;
    const ended = saveEnd(await askServer(path, RoleAnswer, { method: 'PUT', body }));
    setBusy(false);
    // Who removes a role that another changed meanwhile has to look at it first.
    const isOther = role === null && ended.end === 'conflict';
    setEnd(isOther ? { end: 'unsent', offline: false, code: 'change-conflict' } : ended);
    const shown = roleName(t, { ...config, roles: role ? [role] : roles }, roleId, i18n.language);
    if (ended.end === 'done') onSaved(t(role ? 'people.saved' : 'people.roles.removed', { name: shown }));
    else if (ended.end === 'conflict' && base && role) {
      merging.begin(ended.now, fieldsOf(base.role), fieldsOf(role), fieldsOf(ended.now.role));
    }
  }

  async function save(): Promise<void> {
    setTried(true);
    if (isNameless || !entered.ok || beyond.length > 0 || busy || isAbove || isElsewhere) return;
    await send(roleFrom(draft, roleId, entered.grants), row);
  }

  async function saveMerged(): Promise<void> {
    const merged = parse(Role, { grants: {}, ...merging.merged() });
    if (!merged.ok || !merging.conflict) return;
    const { now } = merging.conflict;
    setDraft(draftOf(merged.value, digits));
    setRow(now);
    merging.leave();
    await send(merged.value, now);
  }

  if (merging.conflict) {
    return <MergingView merging={merging} config={config} busy={busy} words={words} onSave={() => void saveMerged()} />;
  }
  const title = first && roleName(t, { ...config, roles }, roleId, i18n.language);
  return (
    <div className={css.form} data-testid="role-form">
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="role-leave">
          {t('products.back')}
        </Action>
        <h2 className={sheet.formTitle}>{title ?? t('people.roles.newTitle')}</h2>
        {row && !isAbove && (
          <Action
            tone="quiet"
            icon={Trash2}
            disabled={busy || row.people > 0}
            onClick={() => void send(null, row)}
            data-testid="role-remove"
          >
            {t('people.roles.remove')}
          </Action>
        )}
        <Action
          tone="next"
          icon={Save}
          disabled={!isDirty || busy || isAbove || isElsewhere}
          onClick={() => void save()}
          data-testid="role-save"
        >
          {t('products.save')}
        </Action>
      </div>
      {leaving && <LeaveQuestion leaving={leaving} onSave={() => void save()} />}
      {(isAbove || (tried && entered.ok && beyond.length > 0)) && <Notice {...errorWords(t, 'grants-exceeded')} />}
      {isElsewhere && !isAbove && (
        <Notice
          tone="warn"
          title={t('people.roles.elsewhere.title')}
          next={t('people.roles.elsewhere.next')}
          code="store-not-own"
        />
      )}
      {end && <SaveEndNotice end={end} />}
      {row && row.people > 0 && <p className={css.hint}>{t('people.roles.inUse', { count: row.people })}</p>}
      <div className={sheet.pair}>
        <Field label={t('products.name')} wrong={tried && isNameless ? t('people.wrong.name') : null}>
          <TextField
            label={t('products.name')}
            value={draft.name}
            maxLength={100}
            aria-invalid={tried && isNameless ? true : undefined}
            onText={(name) => setDraft({ ...draft, name })}
            data-testid="role-name"
          />
        </Field>
        {LANGUAGES.map((tag) => {
          const label = t('products.fields.names', { language: languageName(tag, i18n.language) });
          return (
            <Field key={tag} label={label}>
              <TextField
                label={label}
                value={draft.names[tag] ?? ''}
                placeholder={draft.name}
                maxLength={100}
                lang={tag}
                onText={(text) => setDraft({ ...draft, names: { ...draft.names, [tag]: text } })}
                data-testid={`role-name-${tag}`}
              />
            </Field>
          );
        })}
      </div>
      <div className={sheet.columns}>
        <GrantRows
          drafts={draft.grants}
          wrong={tried ? beyond : []}
          onEdit={(permission, grant) =>
            setDraft((current) => ({ ...current, grants: { ...current.grants, [permission]: grant } }))
          }
        />
      </div>
    </div>
  );
}

function draftOf({ name, names, grants }: Role, digits: number) {
  return { name, names: { ...names }, grants: grantDrafts(grants, digits) };
}

function roleFrom({ name, names }: ReturnType<typeof draftOf>, roleId: string, grants: Role['grants']): Role {
  const filled = Object.entries(names).flatMap(([tag, text]) => (text.trim() === '' ? [] : [[tag, text.trim()]]));
  return { roleId, name: name.trim(), ...(filled.length > 0 ? { names: Object.fromEntries(filled) } : {}), grants };
}

function fieldsOf(role: Role) {
  return spreadFields(role, ['names', 'grants']);
}
