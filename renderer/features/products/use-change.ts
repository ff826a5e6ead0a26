import { useRef, useState } from 'react';
import { v7 as uuid } from 'uuid';
import {
  type CatalogueChange,
  ChangeAnswer,
  type ChangeConflict,
  type ChangeFault,
} from '#contracts/http/catalogue.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { type Unsent, unsent } from '#renderer/features/saving/save-end.ts';

/** How a change ended. `unsent`: the server was not reached, or did not want it at all; nothing is lost. */
export type ChangeEnd =
  | { end: 'done'; revisions: Record<string, number> }
  | { end: 'refused'; conflicts: ChangeConflict[]; faults: ChangeFault[] }
  | Unsent;

export interface ChangeDesk {
  busy: boolean;
  send(change: Omit<CatalogueChange, 'changeId'>): Promise<ChangeEnd>;
}

/** Sends changes of the catalogue. The same change again is the same request, so that a lost answer changes nothing twice. */
export function useChange(): ChangeDesk {
  const [busy, setBusy] = useState(false);
  const last = useRef<{ text: string; changeId: string } | null>(null);
  return {
    busy,
    async send(change) {
      const text = JSON.stringify(change);
      if (last.current?.text !== text) last.current = { text, changeId: uuid() };
      setBusy(true);
      const ended = await sendChange({ ...change, changeId: last.current.changeId });
      if (ended.end !== 'unsent') last.current = null;
      setBusy(false);
      return ended;
    },
  };
}

export async function sendChange(change: CatalogueChange): Promise<ChangeEnd> {
  const answer = await askServer('/catalogue/changes', ChangeAnswer, { method: 'POST', body: change });
  if (!answer.ok) return unsent(answer);
  if (answer.value.ok) return { end: 'done', revisions: answer.value.revisions };
  return { end: 'refused', conflicts: answer.value.conflicts, faults: answer.value.faults };
}
