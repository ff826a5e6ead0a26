import { useCallback, useEffect, useState } from 'react';
import { GroupMembers } from '#contracts/http/pricing.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { askServer, type ServerAnswer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { Asked } from '#renderer/app/use-server.ts';

export type GroupMember = GroupMembers['members'][number];

/** Of one request. */
const PAGE = 200;

/** Everybody in a group, asked for in pages: again when told, or when the till comes online. */
export function useGroupMembers(groupId: string): Asked<readonly GroupMember[]> {
  const online = useStore(useTill().hostView).status?.online ?? false;
  const [times, setTimes] = useState(0);
  const turn = `${groupId} ${online} ${times}`;
  const [had, setHad] = useState<{ turn: string; answer: ServerAnswer<readonly GroupMember[]> } | null>(null);
  useEffect(() => {
    const leave = new AbortController();
    void askAll(groupId, leave.signal).then((answer) => {
      if (!leave.signal.aborted) setHad({ turn, answer });
    });
    return () => leave.abort();
  }, [groupId, turn]);
  const again = useCallback(() => setTimes((count) => count + 1), []);
  return { loading: had?.turn !== turn, answer: had?.answer ?? null, again };
}

async function askAll(groupId: string, signal: AbortSignal): Promise<ServerAnswer<readonly GroupMember[]>> {
  /** Somebody who joins meanwhile moves others to the next page. */
  const byId = new Map<string, GroupMember>();
  for (let offset = 0; ; offset += PAGE) {
    const query = { offset: String(offset), limit: String(PAGE) };
    const path = `/customer-groups/${encodeURIComponent(groupId)}/members`;
    const answer = await askServer(path, GroupMembers, { query, signal });
    if (!answer.ok) return answer;
    for (const member of answer.value.members) byId.set(member.memberId, member);
    if (offset + PAGE >= answer.value.total) return { ok: true, value: [...byId.values()] };
  }
}
