import { useEffect, useState } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/** The name of the member of a cart; their id until it is found, `null` without one. */
export function useMemberName(memberId: string | null | undefined): string | null {
  const store = useStore(useTill().store);
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    setName(memberId ?? null);
    if (!store || memberId == null) return;
    let wanted = true;
    void store.member(memberId).then((member) => {
      if (wanted && member) setName(member.name);
    });
    return () => {
      wanted = false;
    };
  }, [store, memberId]);
  return name;
}
