import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useTill } from '#renderer/app/till-context.tsx';
import { type Allow, createOverride } from './override.ts';
import { OverrideDialog } from './override-dialog.tsx';

const AllowContext = createContext<Allow | null>(null);

/** Lets every screen below ask for what the operator's role does not allow, and shows the question over them. */
export function OverrideProvider({ children }: { children: ReactNode }) {
  const { host, hostView, play } = useTill();
  const [override] = useState(() =>
    createOverride({
      host,
      config: () => hostView.get().status?.config ?? null,
      operatorId: () => hostView.get().status?.signedIn?.operatorId ?? null,
      play,
      nowMs: Date.now,
    }),
  );
  useEffect(() => override.refuse, [override]);
  return (
    <AllowContext value={override.allow}>
      {children}
      <OverrideDialog override={override} />
    </AllowContext>
  );
}

/** Asks whether the operator may do something, or a manager for them; only below `OverrideProvider`. */
export function useOverride(): { allow: Allow } {
  const allow = useContext(AllowContext);
  if (!allow) throw new Error('useOverride: no OverrideProvider above');
  return { allow };
}
