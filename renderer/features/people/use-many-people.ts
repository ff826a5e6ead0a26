import { useRef, useState } from 'react';
import { PersonAnswer } from '#contracts/http/people.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { type SaveEnd, saveEnd } from '#renderer/features/saving/save-end.ts';
import { type PlannedPerson, undoOf } from './people-plan.ts';

/** How it went with one of many: an error's code where it was refused. */
export type PersonEnd = { ok: true; revision: number } | { ok: false; code: string };

export interface ManyPeopleRun {
  state: 'open' | 'busy' | 'done' | 'undone';
  sent: number;
  /** By the person's id. */
  ends: ReadonlyMap<string, PersonEnd>;
  /** Without a network it stopped here; what was sent is done. */
  offline: boolean;
  run(plan: readonly PlannedPerson[]): Promise<void>;
  /** Takes back what `run` did. */
  undo(plan: readonly PlannedPerson[]): Promise<void>;
  stop(): void;
}

/** Changes one person after the other, so that each is refused by itself; stops where it is told to. */
export function useManyPeople(): ManyPeopleRun {
  const [state, setState] = useState<ManyPeopleRun['state']>('open');
  const [ends, setEnds] = useState<ReadonlyMap<string, PersonEnd>>(new Map());
  const [sent, setSent] = useState(0);
  const [offline, setOffline] = useState(false);
  const stopping = useRef(false);

  async function send(plan: readonly PlannedPerson[], after: 'done' | 'undone'): Promise<void> {
    stopping.current = false;
    setState('busy');
    setOffline(false);
    setSent(0);
    const told = new Map(after === 'done' ? [] : ends);
    for (const [index, { row, after: operator, pin }] of plan.entries()) {
      if (stopping.current) break;
      const path = `/operators/${encodeURIComponent(operator.operatorId)}`;
      const body = { revision: row?.revision ?? 0, operator, ...(pin === '' ? {} : { pin }) };
      const answer = await askServer(path, PersonAnswer, { method: 'PUT', body });
      if (!answer.ok && answer.offline) {
        setOffline(true);
        break;
      }
      const end = saveEnd(answer);
      const revision = answer.ok && answer.value.ok ? answer.value.revision : 0;
      told.set(operator.operatorId, end.end === 'done' ? { ok: true, revision } : { ok: false, code: codeOf(end) });
      setSent(index + 1);
      setEnds(new Map(told));
    }
    setState(after);
  }

  return {
    state,
    sent,
    ends,
    offline,
    run: (plan) => send(plan, 'done'),
    undo: (plan) =>
      send(
        plan.flatMap((one) => {
          const end = ends.get(one.after.operatorId);
          return end?.ok ? [undoOf(one, end.revision)] : [];
        }),
        'undone',
      ),
    stop() {
      stopping.current = true;
    },
  };
}

function codeOf(end: Exclude<SaveEnd<unknown>, { end: 'done' }>): string {
  if (end.end === 'unsent') return end.code;
  return end.end === 'refused' ? (end.faults[0]?.code ?? 'internal') : 'change-conflict';
}
