import { useTranslation } from 'react-i18next';
import type { EntryConflict } from '#contracts/http/pricing.ts';
import { localName } from '#renderer/app/local-name.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { type EntryDraft, textOf } from './entry-board.tsx';
import type { ListProps } from './list-parts.ts';

interface EntryConflictsProps extends Pick<ListProps, 'config'> {
  conflicts: readonly EntryConflict[];
  drafts: ReadonlyMap<string, EntryDraft>;
  digits: number;
  onSettle: (conflict: EntryConflict, choice: 'mine' | 'theirs') => void;
}

/** Prices that somebody else set first: theirs beside one's own, and which of the two it shall be. */
export function EntryConflicts({ conflicts, drafts, digits, config, onSettle }: EntryConflictsProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  return conflicts.map((conflict) => {
    const { variantId, now, changedAt, changedBy } = conflict;
    const draft = drafts.get(variantId);
    if (!draft) return null;
    const theirs = textOf(now?.amount ?? null, digits) || t('pricing.noPrice');
    const params = { name: localName(draft.row, i18n.language), theirs, by: operatorName(config, changedBy) };
    const when = changedAt ? formats.dateTime(changedAt) : '';
    return (
      <Notice
        key={variantId}
        tone="warn"
        code="entry-conflict"
        title={t('pricing.conflict', params)}
        next={t('pricing.conflictNext', { mine: draft.text.trim() || t('pricing.noPrice'), when })}
      >
        <Action onClick={() => onSettle(conflict, 'theirs')} data-testid="entry-theirs">
          {t('pricing.keepTheirs', { price: theirs })}
        </Action>
        <Action onClick={() => onSettle(conflict, 'mine')} data-testid="entry-mine">
          {t('pricing.keepMine', { price: draft.text.trim() || t('pricing.noPrice') })}
        </Action>
      </Notice>
    );
  });
}
