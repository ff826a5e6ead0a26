import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { createDraftKeep, type DraftKeep } from './draft-keep.ts';
import { newDraft, type StockDraft, type WorkKind } from './stock-draft.ts';
import { createStockWork } from './stock-work.ts';
import { WorkScreen } from './work-screen.tsx';

/** Begins work: what is known of it so far. */
export type Begin = (known: Partial<StockDraft>) => void;

interface WorkSectionProps extends StockSectionProps {
  kind: WorkKind;
  /** What is chosen before goods are. */
  start: (begin: Begin) => ReactNode;
}

const DRAFT = /^draft\/(.+)$/;

/** The subject of a task that goes on with work that was left. */
export function draftSubject(draftId: string): string {
  return `draft/${draftId}`;
}

/** The work that is kept on this till for whoever works at it now. */
export function useDraftKeep(training: boolean): DraftKeep {
  const { kept } = useTill();
  return useMemo(() => createDraftKeep(kept, training), [kept, training]);
}

/** A kind of work with goods: its beginning, or where it was left. */
export function WorkSection({ kind, start, ...props }: WorkSectionProps) {
  const { t } = useTranslation();
  const { status, operatorId, task, onOpen } = props;
  const store = useStore(useTill().store);
  const keep = useDraftKeep(status.signedIn?.training === true);
  if (!store) return <p role="status">{t('shift.loading')}</p>;
  const draftId = DRAFT.exec(task.subject ?? '')?.[1];
  const draft = draftId === undefined ? null : keep.load(draftId);
  if (draftId !== undefined) return <KeptWork key={draftId} {...props} draft={draft} keep={keep} />;
  return start((known) => {
    const begun = newDraft({ kind, operatorId, startedAt: new Date().toISOString(), newId: uuid }, known);
    keep.save(begun);
    onOpen({ section: task.section, subject: draftSubject(begun.draftId) });
  });
}

/** Work as it was kept; of what is gone since, the start. */
function KeptWork({ draft, keep, ...props }: StockSectionProps & { draft: StockDraft | null; keep: DraftKeep }) {
  const { t } = useTranslation();
  const { host, store } = useTill();
  const [work] = useState(
    () =>
      draft &&
      createStockWork(draft, {
        host,
        keep,
        locationId: props.config.store.locationId,
        journalled: (facts) =>
          void store
            .get()
            ?.project(facts)
            .catch(() => undefined),
      }),
  );
  return work ? <WorkScreen {...props} work={work} /> : <p role="status">{t('stock.work.gone')}</p>;
}
