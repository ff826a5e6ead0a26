import { useState } from 'react';
import { useTill } from '#renderer/app/till-context.tsx';

/** Keeps what `PrintPage` shows as a file. */
export interface PageFile {
  busy: boolean;
  /** Whether the last one was written; a code of the error registry where it was not; null before, or where nothing was chosen. */
  end: { saved: true } | { fault: string } | null;
  /** `name` is what it is called at first. */
  save(name: string): Promise<void>;
}

/**
 * A PDF of what would be printed: in the till's own window a file that the person chooses, in a browser by its print dialog, which
 * offers one.
 */
export function usePageFile(): PageFile {
  const { host } = useTill();
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<PageFile['end']>(null);

  async function keep(name: string): Promise<PageFile['end']> {
    await allDrawn();
    const answer = await host.call('page.pdf', { name });
    if (answer.ok) return answer.saved ? { saved: true } : null;
    const { code } = answer.fault;
    if (code !== 'page-not-here' && code !== 'hostless') return { fault: code };
    window.print();
    return null;
  }

  return {
    busy,
    end,
    async save(name) {
      setBusy(true);
      setEnd(null);
      window.dispatchEvent(new Event('beforeprint'));
      try {
        setEnd(await keep(name));
      } finally {
        window.dispatchEvent(new Event('afterprint'));
        setBusy(false);
      }
    },
  };
}

/** As many frames as anything may take to be drawn; what is not there by then is left out. */
const FRAMES_MAX = 300;

/** Resolves when nothing in the page says that it is still being drawn (`data-drawing`). */
async function allDrawn(): Promise<void> {
  for (let frame = 0; frame < FRAMES_MAX && document.querySelector('[data-drawing]'); frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
