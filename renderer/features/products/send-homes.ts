import type { TFunction } from 'i18next';
import { HomesAnswer, type HomesChange } from '#contracts/http/places.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import type { Failed } from '#renderer/features/many/send-parts.ts';

export type Homes = HomesChange['homes'];

/** Says where products lie, without those that somebody put elsewhere meanwhile; answers which were not taken, and why. */
export async function sendHomes(homes: Homes, t: TFunction): Promise<Failed[]> {
  if (homes.length === 0) return [];
  const refused = (some: Homes, reason: string): Failed[] =>
    some.map(({ variantId: key }) => ({ key, line: null, reason }));
  const answer = await askServer('/places/homes', HomesAnswer, { method: 'POST', body: { homes } });
  if (!answer.ok) return refused(homes, answer.offline ? t('many.offline') : errorWords(t, answer.code).title);
  const said = answer.value;
  if (said.ok) return [];
  if ('fault' in said) return refused(homes, errorWords(t, said.fault).title);
  const moved = new Set(said.conflicts.map(({ variantId }) => variantId));
  const failed = refused(
    homes.filter(({ variantId }) => moved.has(variantId)),
    t('many.changedMeanwhile'),
  );
  const rest = homes.filter(({ variantId }) => !moved.has(variantId));
  return rest.length < homes.length ? [...failed, ...(await sendHomes(rest, t))] : failed;
}
