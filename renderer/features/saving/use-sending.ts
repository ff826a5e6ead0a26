import { useState } from 'react';
import type { Static, TSchema } from 'typebox';
import { askServer, type ServerRequest } from '#renderer/app/server-api.ts';

/** Sends something to the server, one at a time; `fault` is why the last one did not come about. */
export function useSending() {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  return {
    busy,
    fault,
    setFault,
    /** What the server answered; null where it did not, or was not asked. */
    async send<S extends TSchema>(path: string, schema: S, request: ServerRequest): Promise<Static<S> | null> {
      setBusy(true);
      setFault(null);
      const answer = await askServer(path, schema, request);
      setBusy(false);
      if (answer.ok) return answer.value;
      setFault(answer.offline ? 'offline' : answer.code);
      return null;
    },
  };
}
