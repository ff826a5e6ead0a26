import type { ReactNode } from 'react';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { operatorName } from '#renderer/app/names.ts';
import { ConflictView } from './conflict-view.tsx';
import type { Merging } from './use-merging.ts';

interface MergingViewProps<Row> {
  merging: Merging<Row>;
  config: RegisterConfig;
  busy: boolean;
  /** A field and what is in it, in words. */
  words: { field(field: string): string; value(field: string, value: unknown): ReactNode };
  onSave: () => void;
}

/** What two people made of the same thing, in words. */
export function MergingView<Row extends { changedAt: string | null; changedBy: string | null }>({
  merging,
  config,
  busy,
  words,
  onSave,
}: MergingViewProps<Row>) {
  const { conflict, choices, choose, leave } = merging;
  if (!conflict) return null;
  const { conflicts, taken } = conflict.merge;
  return (
    <ConflictView
      rows={conflicts.map(({ field, base, mine, theirs }) => ({
        field,
        label: words.field(field),
        base: words.value(field, base),
        mine: words.value(field, mine),
        theirs: words.value(field, theirs),
      }))}
      taken={taken.map(({ field, theirs }) => ({
        field,
        label: words.field(field),
        theirs: words.value(field, theirs),
      }))}
      by={operatorName(config, conflict.now.changedBy)}
      at={conflict.now.changedAt}
      choices={choices}
      busy={busy}
      onChoose={choose}
      onSave={onSave}
      onBack={leave}
    />
  );
}
