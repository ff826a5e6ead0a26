import type { HostApi } from '#contracts/ipc/host.ts';
import type { TillStore } from '#renderer/store/till-store.ts';

/** Remembers what the host journalled and this window did not hear of, so that a cart already paid is known as such. */
export async function catchUp(host: HostApi, database: TillStore): Promise<void> {
  const [latest] = await database.recentOrders(1);
  let afterSeq = latest?.seq ?? 0;
  for (let more = true; more; ) {
    const read = await host.call('journal.read', { afterSeq, limit: 500 });
    await database.project(read.facts);
    afterSeq = read.facts.at(-1)?.seq ?? afterSeq;
    more = read.more && read.facts.length > 0;
  }
}
