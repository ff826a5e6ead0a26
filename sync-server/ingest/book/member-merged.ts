import type { MemberMerged, MembersParted } from '#contracts/facts/member-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';

/** Two members are one person, or two again; the cards of all that are read together by it are sent again as it is written. */
export function bookMerge(type: 'merged' | 'unmerged'): Handler<MemberMerged> {
  return {
    begins: true,
    cuts: true,
    book: ({ at, operatorId: by, payload: merge }) => ({ members: [{ type, merge, at, by }] }),
  };
}

/** Two members who seem one are two: they are not asked about again. */
export const bookMembersParted: Handler<MembersParted> = {
  book: ({ at, operatorId: by, payload: { memberIds } }) => ({ members: [{ type: 'parted', memberIds, at, by }] }),
};
