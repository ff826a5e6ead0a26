import { HomesAnswer, type HomesChange } from '#contracts/http/places.ts';
import { askServer } from '#renderer/app/server-api.ts';

type Home = HomesChange['homes'][number];
export type HomeSaid = { ok: true } | { ok: false; code: string };

/**
 * Says where a product lies. `base` is where it lay, as far as is known here; with `evenIf` elsewhere by now, it is taken from there:
 * whoever scans it at a place has it in hand.
 */
export async function sayHome(home: Home, { evenIf = false } = {}): Promise<HomeSaid> {
  const answer = await askServer('/places/homes', HomesAnswer, { method: 'POST', body: { homes: [home] } });
  if (!answer.ok) return { ok: false, code: answer.offline ? 'enrol-server-unreachable' : answer.code };
  if (answer.value.ok) return { ok: true };
  if ('fault' in answer.value) return { ok: false, code: answer.value.fault };
  const [conflict] = answer.value.conflicts;
  return conflict && evenIf ? sayHome({ ...home, base: conflict.placeId }) : { ok: false, code: 'change-conflict' };
}
