import type { Fact } from '#contracts/facts/envelope.ts';
import {
  addToTransfer,
  NO_TRANSFER,
  type TransferDifference,
  type TransferState,
  transferDifferences,
} from '#domain/stock/transfer.ts';
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
 * difference was before.
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
  const nameOf = (variantId: string) =>
    known?.names.get(variantId) ?? lookups.variants.get(variantId)?.name ?? variantId;
  const before = known ?? NO_TRANSFER;
  const told = exceptionsOf(transferId, sentBy, before, nameOf);
  const exceptions = exceptionsOf(transferId, sentBy, addToTransfer(before, more), nameOf);
  if (told[0]?.exceptionId === exceptions[0]?.exceptionId) return { exceptions: [], resolutions: [] };
  const choice = exceptions.length === 0 ? 'known: arrived' : 'known: changed';
  return { exceptions, resolutions: told.map(({ exceptionId }) => ({ exceptionId, choice, at: fact.at })) };
}

/**
 * An exception is about the fact that sent the goods, and about how far the transfer was heard of, which never is the same twice:
 * its figures only grow.
 */
function exceptionsOf(
  transferId: string,
  sentBy: SentBy,
  state: TransferState,
  nameOf: (variantId: string) => string,
): ExceptionEffect[] {
  const differences = transferDifferences(state);
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
      .map(({ variantId, sent, accepted }) => `${nameOf(variantId)} ${accepted}/${sent}`)
      .join('; '),
  };
  const lines = state.lines.map(({ variantId, sent, accepted, damaged }) => {
    return [variantId, sent, accepted, damaged].join(' ');
  });
  const about = [transferId, state.complete, ...lines.sort()].join('\n');
  return [exceptionOf('transfer-difference', sentBy, detail, { about })];
}
