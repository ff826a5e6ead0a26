import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from '#renderer/ui/sheet.module.css';
import type { Choice } from './merge-fields.ts';

/** Something that two people changed, as it reads. */
export interface ConflictRow {
  field: string;
  label: string;
  base: ReactNode;
  mine: ReactNode;
  theirs: ReactNode;
}

interface ConflictViewProps {
  rows: readonly ConflictRow[];
  /** What only the other person changed. */
  taken: readonly { field: string; label: string; theirs: ReactNode }[];
  by: string;
  at: string | null;
  choices: Readonly<Record<string, Choice>>;
  busy: boolean;
  onChoose: (field: string, choice: Choice) => void;
  onSave: () => void;
  onBack: () => void;
}

/** Somebody saved first: what they changed beside one's own, and which of the two it shall be. */
export function ConflictView({ rows, taken, by, at, choices, busy, onChoose, onSave, onBack }: ConflictViewProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const open = rows.filter(({ field }) => choices[field] === undefined).length;
  return (
    <div className={css.section} data-testid="conflict">
      <Notice
        tone="warn"
        code="changed-meanwhile"
        title={t('products.conflict.title', { by, at: at ? formats.dateTime(at) : '' })}
        next={t(rows.length > 0 ? 'products.conflict.next' : 'products.conflict.nextNone')}
      />
      {rows.length > 0 && (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('products.conflict.field')}</th>
              <th scope="col">{t('products.conflict.before')}</th>
              <th scope="col">{t('products.conflict.theirs', { by })}</th>
              <th scope="col">{t('products.conflict.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ field, label, base, mine, theirs }) => (
              <tr key={field} data-testid="conflict-row" data-field={field}>
                <th scope="row">{label}</th>
                <td>{base}</td>
                {(['theirs', 'mine'] as const).map((choice) => (
                  <td key={choice}>
                    <Action
                      wide
                      aria-pressed={choices[field] === choice}
                      onClick={() => onChoose(field, choice)}
                      data-testid={`conflict-${choice}`}
                    >
                      {choice === 'mine' ? mine : theirs}
                    </Action>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {taken.length > 0 && (
        <div data-testid="conflict-taken">
          <h2 className={css.heading}>{t('products.conflict.taken')}</h2>
          <ul className={css.plainList}>
            {taken.map(({ field, label, theirs }) => (
              <li key={field}>
                {label}: {theirs}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={css.actions}>
        <Action tone="next" disabled={open > 0 || busy} onClick={onSave} data-testid="conflict-save">
          {open > 0 ? t('products.conflict.open', { count: open }) : t('products.conflict.save')}
        </Action>
        <Action onClick={onBack} data-testid="conflict-back">
          {t('products.conflict.back')}
        </Action>
      </div>
    </div>
  );
}
