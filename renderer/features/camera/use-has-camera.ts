import { useEffect, useState } from 'react';

/** Whether there is a camera now; one may be plugged in at any time. A page that is not from a secure address has none. */
export function useHasCamera(): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    // Typed as always there, but missing where the address is not secure.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices) return;
    let wanted = true;
    const look = (): void => {
      devices.enumerateDevices().then(
        (all) => wanted && setHas(all.some(({ kind }) => kind === 'videoinput')),
        () => undefined,
      );
    };
    look();
    devices.addEventListener('devicechange', look);
    return () => {
      wanted = false;
      devices.removeEventListener('devicechange', look);
    };
  }, []);
  return has;
}
