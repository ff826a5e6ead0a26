import { useRef, useState } from 'react';
import { type Photo, photoOf } from '#renderer/features/pictures/photo.ts';

export interface PhotoTaking {
  /** The photo to show; null while there is none. */
  photo: Photo | null;
  /** Whether the last file could not be read. */
  failed: boolean;
  take(file: Blob): void;
  remove(): void;
  /** The photo once the last file was read; null when there is none. */
  settled(): Promise<Photo | null>;
}

/** A photo that is taken beside something else; a later file takes the place of the one before, whichever is read first. */
export function usePhoto(): PhotoTaking {
  const [photo, setPhoto] = useState<Photo | null>(null);
  const [failed, setFailed] = useState(false);
  const last = useRef<Promise<Photo | null>>(Promise.resolve(null));

  function show(found: Photo | null, unread: boolean): void {
    setPhoto(found);
    setFailed(unread);
  }

  return {
    photo,
    failed,
    take(file) {
      const reading = photoOf(file);
      last.current = reading;
      void reading.then((found) => {
        if (last.current === reading) show(found, found === null);
      });
    },
    remove() {
      last.current = Promise.resolve(null);
      show(null, false);
    },
    settled: () => last.current,
  };
}
