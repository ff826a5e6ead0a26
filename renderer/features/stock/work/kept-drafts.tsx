import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { operatorName } from '#renderer/app/names.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import type { StockTask } from '#renderer/features/stock/stock-parts.ts';
import { filledLines } from './draft-lines.ts';
import css from './work.module.css';
import { draftSubject, useDraftKeep } from './work-section.tsx';
import { workTitle } from './work-words.ts';

interface KeptDraftsProps {
  status: HostStatus;
  config: RegisterConfig;
  /** Kinds of work that may be gone on with. */
  kinds: ReadonlySet<string>;
  onOpen: (task: StockTask) => void;
}

/** Work that was begun on this till and left: tapped, it goes on. */
export function KeptDrafts({ status, config, kinds, onOpen }: KeptDraftsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const keep = useDraftKeep(status.signedIn?.training === true);
  // What is kept is read once the database is open.
  const open = useStore(useTill().store) !== null;
  const drafts = open ? keep.all().filter(({ kind }) => kinds.has(kind)) : [];
  if (drafts.length === 0) return null;
  return (
    <section className={css.rows} aria-label={t('stock.kept')}>
      <h2 className={css.heading}>{t('stock.kept')}</h2>
      {drafts.map((draft) => (
        <UnstyledButton
          key={draft.draftId}
          type="button"
          className={css.row}
          onClick={() => onOpen({ section: draft.kind, subject: draftSubject(draft.draftId) })}
          data-testid="kept-draft"
          data-kind={draft.kind}
        >
          <span className={css.words}>
            <span className={css.name}>{workTitle(t, draft, reasonWords(t, draft.reason ?? ''))}</span>
            <span className={css.sub}>
              {[formats.dateTime(draft.startedAt), operatorName(config, draft.operatorId)].join(' · ')}
            </span>
          </span>
          <span className={css.sub}>{t('stock.work.sum', { count: filledLines(draft).length })}</span>
        </UnstyledButton>
      ))}
    </section>
  );
}
