import { useEffect, useEffectEvent, useState } from 'react';

/** Hears of files that are dropped anywhere on the page, or pasted; whether some are being dragged over it. */
export function useDroppedFiles(onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const give = useEffectEvent((event: Event, files: FileList | undefined) => {
    const given = [...(files ?? [])];
    if (given.length === 0) return;
    event.preventDefault();
    onFiles(given);
  });
  useEffect(() => {
    const leave = new AbortController();
    const { signal } = leave;
    // A page that takes no files is left for the file that is dropped.
    const drag = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      give(event, event.dataTransfer?.files);
    };
    window.addEventListener('dragover', drag, { signal });
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal });
    window.addEventListener('drop', drop, { signal });
    window.addEventListener('paste', (event) => give(event, event.clipboardData?.files), { signal });
    return () => leave.abort();
  }, []);
  return over;
}
