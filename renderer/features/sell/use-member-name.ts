import { useEffect, useState } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { MemberCard } from '#renderer/store/till-store.ts';

/** The card of a member; `null` until it is found, and without one. */
export function useMember(memberId: string | null | undefined): MemberCard | null {
  const store = useStore(useTill().store);
  const [member, setMember] = useState<MemberCard | null>(null);
  useEffect(() => {
    if (!store || memberId == null) return;
    let wanted = true;
    void store.member(memberId).then((found) => {
      if (wanted) setMember(found);
    });
    return () => {
      wanted = false;
    };
  }, [store, memberId]);
  return member?.memberId === memberId ? member : null;
}

/** The name of the member of a cart; their id until it is found, `null` without one. */
export function useMemberName(memberId: string | null | undefined): string | null {
  return useMember(memberId)?.name ?? memberId ?? null;
}
