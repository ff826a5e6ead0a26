/** What of one variant two locations say about a transfer, in the smallest unit. */
export interface TransferLine {
  variantId: string;
  sent: number;
  /** Arrived and went on the shelf. */
  accepted: number;
  /** Arrived and did not. */
  damaged: number;
}

/** A transfer as far as it was heard of, in whatever order. `isSent`: what was sent is known. */
export interface TransferState {
  isSent: boolean;
  /** The receiver said that nothing more is to come. */
  complete: boolean;
  lines: readonly TransferLine[];
}

/** A line that is not as it was sent; `missing` is below zero where more arrived. */
export interface TransferDifference extends TransferLine {
  missing: number;
}

/** What did not arrive of a line; below zero where more arrived than was sent. */
export function missingOf({ sent, accepted, damaged }: TransferLine): number {
  return sent - accepted - damaged;
}

/**
 * What somebody must look at, in the order of the variants' ids: what is missing once nothing more is to come, what arrived that
 * was not sent, what is damaged. Nothing while what was sent is not known, since then nobody can say what differs.
 */
export function transferDifferences({ isSent, complete, lines }: TransferState): TransferDifference[] {
  if (!isSent) return [];
  return lines
    .map((line) => ({ ...line, missing: missingOf(line) }))
    .filter(({ missing, damaged }) => missing < 0 || damaged > 0 || (complete && missing > 0))
    .sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
}

/** A transfer with more of it: lines of the same variant add up, so that the order in which they are told of does not matter. */
export function addToTransfer(
  state: TransferState,
  more: { isSent?: boolean; complete?: boolean; lines: readonly TransferLine[] },
): TransferState {
  const lines = new Map(state.lines.map((line) => [line.variantId, line]));
  for (const { variantId, sent, accepted, damaged } of more.lines) {
    const line = lines.get(variantId) ?? { variantId, sent: 0, accepted: 0, damaged: 0 };
    lines.set(variantId, {
      variantId,
      sent: line.sent + sent,
      accepted: line.accepted + accepted,
      damaged: line.damaged + damaged,
    });
  }
  return {
    isSent: state.isSent || more.isSent === true,
    complete: state.complete || more.complete === true,
    lines: [...lines.values()],
  };
}

export const NO_TRANSFER: TransferState = { isSent: false, complete: false, lines: [] };
