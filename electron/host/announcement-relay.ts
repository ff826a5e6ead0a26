import type { Announcement } from '#contracts/http/api.ts';

/**
 * Passes the server's announcements on to windows, so that a till holds one stream to its server, however many windows it has.
 * Windows' streams end when the till goes offline: then they too know that they may miss something.
 */
export interface AnnouncementRelay {
  hear(announcement: Announcement): void;
  setOnline(online: boolean): void;
  /** A stream of server-sent events, first where everything stands; null while offline. */
  open(): ReadableStream<Uint8Array> | null;
}

type Stream = ReadableStreamDefaultController<Uint8Array>;

export function createAnnouncementRelay(): AnnouncementRelay {
  const streams = new Set<Stream>();
  const standing = new Map<Announcement['topic'], Announcement>();
  let online = false;

  return {
    hear(announcement) {
      standing.set(announcement.topic, announcement);
      for (const stream of streams) stream.enqueue(eventOf(announcement));
    },
    setOnline(now) {
      online = now;
      if (online) return;
      standing.clear();
      for (const stream of streams) stream.close();
      streams.clear();
    },
    open() {
      if (!online) return null;
      let own: Stream;
      return new ReadableStream<Uint8Array>({
        start(stream) {
          own = stream;
          streams.add(stream);
          // A comment first, so that the answer's head goes out at once.
          stream.enqueue(Buffer.from(':\n\n'));
          for (const announcement of standing.values()) stream.enqueue(eventOf(announcement));
        },
        cancel() {
          streams.delete(own);
        },
      });
    },
  };
}

function eventOf(announcement: Announcement): Uint8Array {
  return Buffer.from(`data: ${JSON.stringify(announcement)}\n\n`);
}
