import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Asks, where something is not saved, before going somewhere else. */
export type AskToLeave = (go: () => void) => void;

/** What forms of a screen are given to say whether something is unsaved, and to ask before it is lost. */
export interface LeaveProps {
  leaving: { go: () => void; stay: () => void } | null;
  onDirty: (dirty: boolean) => void;
}

/** Asks before something unsaved is lost; `guard` is filled while the screen is shown. */
export function useLeaving(guard: RefObject<AskToLeave | null>) {
  const [leaving, setLeaving] = useState<LeaveProps['leaving']>(null);
  const dirty = useRef(false);
  const settle = useCallback(() => {
    dirty.current = false;
    setLeaving(null);
  }, []);
  const onDirty = useCallback((is: boolean) => {
    dirty.current = is;
    if (!is) setLeaving(null);
  }, []);
  const ask = useCallback<AskToLeave>(
    (go) => {
      if (!dirty.current) return go();
      const leave = (): void => {
        settle();
        go();
      };
      setLeaving({ go: leave, stay: () => setLeaving(null) });
    },
    [settle],
  );
  useEffect(() => {
    guard.current = ask;
    return () => {
      guard.current = null;
    };
  }, [guard, ask]);
  return { leaving, onDirty, ask, settle };
}
