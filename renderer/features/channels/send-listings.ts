import type { TFunction } from 'i18next';
import { ListingsAnswer, type ListingsRequest } from '#contracts/http/channel-goods.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { refusalWords } from '#renderer/features/many/refusal-words.ts';
import type { PartSent } from '#renderer/features/many/send-parts.ts';

type Sent = PartSent<ListingsRequest> & { done?: ListingsAnswer['done'] };

/** Sends changes of products in a channel; what takes them back comes with the answer. */
export async function sendListings(channelId: string, request: ListingsRequest, t: TFunction): Promise<Sent> {
  const said = await askServer(`/channels/${channelId}/listings`, ListingsAnswer, { method: 'PUT', body: request });
  if (!said.ok) return { ok: false, offline: said.offline, code: said.offline ? 'offline' : said.code };
  const { done, refused } = said.value;
  const changes = done.flatMap(({ back }) => back ?? []);
  const { effectiveAt } = request;
  const back = changes.length > 0 ? [{ dryRun: false, changes, ...(effectiveAt ? { effectiveAt } : {}) }] : [];
  return {
    ok: true,
    tally: { created: 0, changed: changes.length, unchanged: done.length - changes.length },
    failed: refused.map(({ key, line, code, reason }) => ({
      key,
      line,
      reason: refusalWords(t, { line: line ?? 0, code, reason }),
    })),
    back,
    done,
  };
}

/** Takes changes back. */
export async function takeListingsBack(
  channelId: string,
  request: ListingsRequest,
  t: TFunction,
): Promise<PartSent<never>> {
  const said = await sendListings(channelId, request, t);
  return said.ok ? { ...said, back: [] } : said;
}
