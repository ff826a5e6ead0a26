import { useEffect, useState } from 'react';

/** Whether the Alt key is down: the moment to show which digit does what. */
export function useAltHeld(): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (event.key === 'Alt') setHeld(true);
    };
    const up = (event: KeyboardEvent): void => {
      if (event.key === 'Alt') setHeld(false);
    };
    const away = (): void => setHeld(false);
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', away);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', away);
    };
  }, []);
  return held;
}
