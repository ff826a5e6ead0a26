import { readAnnouncements } from '#electron/host/announcements.ts';
import type { FeedName } from '#renderer/store/feeds/request-feed.ts';
import type { Process } from '#tests/sim/kernel/process.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { AskServer } from './feed-puller.ts';

interface FollowOptions {
  program: Process;
  random: Random;
  ask: AskServer;
  moved(feed?: FeedName): void;
}

const POLL_MS = 30_000;
const POLL_UNHEARD_MS = 5_000;

/** The window's announcements by the rules of `renderer/store/feeds/announcements.ts`: a stream, opened again when it breaks, and polling. */
export function followEvents({ program, random, ask, moved }: FollowOptions): void {
  let heard = false;
  let failures = 0;

  async function listen(): Promise<void> {
    for (;;) {
      await ask('/events', program.killed)
        .then(async (response) => {
          if (!response.ok || !response.body) return;
          heard = true;
          failures = 0;
          moved();
          await readAnnouncements(
            response.body,
            program.killed,
            () => {},
            ({ topic }) => {
              if (topic === 'chain' || topic === 'store') moved(topic);
            },
          );
        })
        .catch(() => {});
      heard = false;
      await program.wait(Math.min(15_000, 500 * 2 ** Math.min(failures++, 10)) * (0.5 + random.fraction() / 2));
    }
  }

  function poll(): void {
    program.after(heard ? POLL_MS : POLL_UNHEARD_MS, () => {
      moved();
      poll();
    });
  }

  program.start(listen);
  poll();
}
