import { useEffect } from 'react';
import { Announcement } from '#contracts/http/api.ts';
import { FleetAnswer } from '#contracts/http/fleet.ts';
import { API_PREFIX } from '#contracts/ipc/proxied.ts';
import { parseJson } from '#contracts/schema.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useAskAgain } from '#renderer/app/use-ask-again.ts';
import { type Asked, useServer } from '#renderer/app/use-server.ts';

/** Behind the announcements, and so that times on the board go on. */
const POLL_MS = 20_000;

/** The fleet as it is now: asked for again whenever something about it is announced. */
export function useFleet(): Asked<FleetAnswer> {
  const asked = useServer('/fleet', FleetAnswer);
  const { again } = asked;
  const online = useStore(useTill().hostView).status?.online ?? false;
  useAskAgain(asked, POLL_MS);
  useEffect(() => {
    if (!online) return;
    const source = new EventSource(`${API_PREFIX}/events`);
    source.onmessage = ({ data }) => {
      const announcement = parseJson(Announcement, String(data));
      const topic = announcement.ok ? announcement.value.topic : null;
      if (topic === 'fleet' || topic === 'config') again();
    };
    return () => source.close();
  }, [online, again]);
  return asked;
}
