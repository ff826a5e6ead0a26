import { ArrowLeft, Check, Square, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { isChanged, type PlannedPerson } from './people-plan.ts';
import type { PeopleWords } from './people-words.ts';
import { useManyPeople } from './use-many-people.ts';

interface ManyPeopleProps {
  title: string;
  plan: readonly PlannedPerson[];
  words: PeopleWords;
  /** What the plan is made by, and what of it could not be. */
  children: ReactNode;
  /** Something was changed. */
  onChanged: () => void;
  onLeave: () => void;
}

/** Many people made or changed at once: each before and after, one by one with progress, what was refused, and a way back. */
export function ManyPeople({ title, plan, words, children, onChanged, onLeave }: ManyPeopleProps) {
  const { t } = useTranslation();
  const { play } = useTill();
  const many = useManyPeople();
  const { state, ends, sent } = many;
  const changed = plan.filter(isChanged);
  const done = [...ends.values()].filter(({ ok }) => ok).length;
  const left = changed.length - done;
  const busy = state === 'busy';
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key !== 'Escape' || busy) return false;
      onLeave();
      return true;
    },
  });
  const said = t('people.many.progress', { sent, total: changed.length });
  return (
    <div className={sheet.form} data-testid="many-people">
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} disabled={busy} onClick={onLeave} data-testid="many-back">
          {t('products.back')}
        </Action>
        <h2 className={sheet.formTitle}>{title}</h2>
        {state === 'open' && (
          <Action
            tone="next"
            icon={Check}
            disabled={changed.length === 0}
            onClick={() => void many.run(changed).then(onChanged)}
            data-testid="many-apply"
          >
            {t('people.many.apply', { count: changed.length })}
          </Action>
        )}
      </div>
      {busy && (
        <div className={sheet.section}>
          <span role="status">{said}</span>
          <progress className={sheet.bar} value={sent} max={Math.max(changed.length, 1)} aria-label={said} />
          <div>
            <Action icon={Square} onClick={many.stop} data-testid="many-stop">
              {t('labels.stop')}
            </Action>
          </div>
        </div>
      )}
      {many.offline && <Notice tone="warn" code="offline" title={t('people.many.offline')} />}
      {state === 'done' && (
        <Notice
          tone={left > 0 ? 'warn' : 'ok'}
          code="many-done"
          title={t('people.many.done', { count: done })}
          next={left > 0 ? t('people.many.left', { count: left }) : undefined}
        >
          {done > 0 && (
            <Action icon={Undo2} onClick={() => void many.undo(changed).then(onChanged)} data-testid="many-undo">
              {t('sell.undo')}
            </Action>
          )}
        </Notice>
      )}
      {state === 'undone' && <Notice tone="ok" code="many-undone" title={t('products.bulk.undone')} />}
      {state === 'open' && children}
      {plan.length > 0 && (
        <div className={sheet.preview}>
          <table className={sheet.table} data-testid="many-preview">
            <thead>
              <tr>
                <th scope="col">{t('people.fields.name')}</th>
                <th scope="col">{t('products.bulk.change')}</th>
              </tr>
            </thead>
            <tbody>
              {plan.map((one) => {
                const end = ends.get(one.after.operatorId);
                return (
                  <tr key={one.after.operatorId} data-testid="many-row" data-name={one.after.name}>
                    <th scope="row">{one.after.name}</th>
                    <td>
                      <Changes {...one} words={words} />
                      {end && !end.ok && <div className={sheet.wrong}>{errorWords(t, end.code).title}</div>}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

const FIELDS = ['name', 'initials', 'role', 'storeIds', 'archived'] as const;

function Changes({ row, after, pin, words }: PlannedPerson & Pick<ManyPeopleProps, 'words'>) {
  const { t } = useTranslation();
  const shown = (person: PlannedPerson['after']) => ({
    name: person.name,
    initials: person.initials,
    role: words.role(person.role),
    storeIds: words.stores(person.storeIds),
    archived: t(`people.statuses.${person.archived ? 'archived' : 'active'}`),
  });
  const next = shown(after);
  if (!row) {
    return (
      <div>
        <ins>{t('people.new')}</ins> {[next.initials, next.role, next.storeIds].join(' · ')}
      </div>
    );
  }
  const before = shown(row.operator);
  const fields = FIELDS.filter((field) => before[field] !== next[field]);
  if (fields.length === 0 && pin === '') return <span className={sheet.hint}>{t('products.bulk.same')}</span>;
  return (
    <>
      {fields.map((field) => (
        <div key={field} className={sheet.change}>
          {field === 'archived' ? t('table.status') : t(`people.fields.${field}`)}: <del>{before[field]}</del>{' '}
          <ins>{next[field]}</ins>
        </div>
      ))}
      {pin !== '' && <div className={sheet.change}>{t('people.newPin')}</div>}
    </>
  );
}
