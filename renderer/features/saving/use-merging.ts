import { useState } from 'react';
import type { Fields } from './fields.ts';
import { type Choice, joinFields, type Merge, mergedFields, mergeFields } from './merge-fields.ts';

interface Conflict<Row> {
  now: Row;
  base: Fields;
  mine: Fields;
  theirs: Fields;
  merge: Merge;
}

/** What somebody else saved first beside one's own, and which of the two it shall be. */
export function useMerging<Row>() {
  const [conflict, setConflict] = useState<Conflict<Row> | null>(null);
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const fields = (): Record<string, unknown> =>
    conflict ? mergedFields(conflict.base, conflict.mine, conflict.theirs, choices) : {};
  return {
    conflict,
    choices,
    begin(now: Row, base: Fields, mine: Fields, theirs: Fields): void {
      setChoices({});
      setConflict({ now, base, mine, theirs, merge: mergeFields(base, mine, theirs) });
    },
    choose: (field: string, choice: Choice) => setChoices((current) => ({ ...current, [field]: choice })),
    leave: () => setConflict(null),
    /** Theirs with one's own changes as chosen, field by field. */
    fields,
    /** The same, put together again. */
    merged: (): Record<string, unknown> => joinFields(fields()),
  };
}

export type Merging<Row> = ReturnType<typeof useMerging<Row>>;
