import type { Fact } from '#contracts/facts/envelope.ts';
import { addToTransfer, NO_TRANSFER, type TransferDifference, transferDifferences } from '#domain/stock/transfer.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { ExceptionEffect, ResolutionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, KnownTransfer, Lookups, Needs } from '#sync-server/ingest/ingest-store.ts';

/** How many lines an exception names. */
const NAMED_MAX = 5;

type SentBy = NonNullable<KnownTransfer['sentBy']>;

/** Adds what `transferChanges` looks up. */
export function needTransfer(transferId: string, lines: readonly { variantId: string }[], needs: Needs): void {
  needs.transferIds.add(transferId);
  for (const { variantId } of lines) needs.variantIds.add(variantId);
}

/**
 * What a transfer's difference is after this fact: it opens an exception where there is one, and closes the one about what the
 * difference was before. An exception is about the fact that sent the goods and what differs, so that it is the same whatever
 * order the facts arrive in.
 */
export function transferChanges(
  fact: Fact<{ transferId: string }>,
  journal: Journal,
  lookups: Lookups,
  more: Parameters<typeof addToTransfer>[1],
): { exceptions: ExceptionEffect[]; resolutions: ResolutionEffect[] } {
  const { transferId } = fact.payload;
  const known = lookups.transfers.get(transferId);
  const { journalId, storeId } = journal;
  const sentBy = known?.sentBy ?? (more.isSent ? { journalId, storeId, seq: fact.seq } : null);
  if (!sentBy) return { exceptions: [], resolutions: [] };
  const before = exceptionsOf(transferId, sentBy, transferDifferences(known ?? NO_TRANSFER), lookups);
  const after = exceptionsOf(
    transferId,
    sentBy,
    transferDifferences(addToTransfer(known ?? NO_TRANSFER, more)),
    lookups,
  );
  const isSame = before[0]?.exceptionId === after[0]?.exceptionId;
  if (isSame) return { exceptions: [], resolutions: [] };
  const choice = after.length === 0 ? 'known: arrived' : 'known: changed';
  return { exceptions: after, resolutions: before.map(({ exceptionId }) => ({ exceptionId, choice, at: fact.at })) };
}

function exceptionsOf(
  transferId: string,
  sentBy: SentBy,
  differences: readonly TransferDifference[],
  { variants }: Lookups,
): ExceptionEffect[] {
  if (differences.length === 0) return [];
  const sum = (figureOf: (line: TransferDifference) => number) =>
    differences.reduce((all, line) => all + figureOf(line), 0);
  const detail = {
    transferId,
    lines: differences.length,
    missing: sum(({ missing }) => Math.max(0, missing)),
    surplus: sum(({ missing }) => Math.max(0, -missing)),
    damaged: sum(({ damaged }) => damaged),
    goods: differences
      .slice(0, NAMED_MAX)
      .map(({ variantId, sent, accepted }) => `${variants.get(variantId)?.name ?? variantId} ${accepted}/${sent}`)
      .join('; '),
  };
  const what = differences.map(({ variantId, sent, accepted, damaged }) =>
    [variantId, sent, accepted, damaged].join(' '),
  );
  return [exceptionOf('transfer-difference', sentBy, detail, { about: [transferId, ...what].join('\n') })];
}
