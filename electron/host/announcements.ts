import { Announcement } from '#contracts/http/api.ts';
import { parseJsonDown } from '#contracts/schema.ts';

/**
 * Reads a stream of server-sent events to its end, or until `signal` aborts. `onBytes` hears every piece, comments included;
 * events that are not announcements are passed over. Rejects when the stream breaks.
 */
export async function readAnnouncements(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  onBytes: () => void,
  onAnnouncement: (announcement: Announcement) => void,
): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  // Cancelled here and not by the request's signal alone, which fetch may have let go of once it has answered.
  const cancel = () => void reader.cancel().catch(() => {});
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  for (;;) {
    const { done, value: piece } = await reader.read();
    if (done) return;
    onBytes();
    const events = (rest + decoder.decode(piece, { stream: true })).split(/\r?\n\r?\n/);
    rest = (events.pop() ?? '').slice(-10_000);
    for (const event of events) {
      const announcement = parseJsonDown(Announcement, dataOf(event));
      if (announcement.ok) onAnnouncement(announcement.value);
    }
  }
}

function dataOf(event: string): string {
  return event
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trimStart())
    .join('\n');
}
