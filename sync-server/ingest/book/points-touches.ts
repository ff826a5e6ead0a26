import { pointsMember } from '#domain/member/points.ts';
import { CHAIN_FEED, type Touch } from '#sync-server/ingest/effects.ts';

/** The card of the member whose points an instrument holds: it says how many there are. */
export function pointsTouches(instrument: string): Touch[] {
  const memberId = pointsMember(instrument);
  return memberId === null ? [] : [{ feed: CHAIN_FEED, kind: 'member-card', key: memberId }];
}
