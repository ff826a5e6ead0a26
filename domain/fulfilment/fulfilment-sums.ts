/** Sums of one line of a fulfilment, in the variant's smallest unit. Each only grows, so facts in any order come to the same. */
export interface LineSums {
  lineId: string;
  /** Promised by the server to this location. */
  assigned: number;
  /** Taken back from it: cancelled, or promised to another. */
  released: number;
  /** Taken from the shelf for it, substitutes among it. */
  picked: number;
  /** Looked for and not found. */
  short: number;
  handedOver: number;
  shipped: number;
  /** Picked, and scanned back to its shelf. */
  putBack: number;
}

/** What one location does of one delivery, as far as it was heard of. */
export interface FulfilmentSums {
  lines: readonly LineSums[];
  /** It said that it does it. */
  accepted: boolean;
  /** It said that it does not. */
  refused: boolean;
  /** All that was picked is bagged and the customer, or the carrier, may have it. */
  readied: boolean;
  /** Nobody fetched it in time. */
  expired: boolean;
}

/** More of a fulfilment, of one fact: quantities to add, by line, and what was said. */
export interface FulfilmentMore {
  lines?: readonly ({ lineId: string } & Partial<Omit<LineSums, 'lineId'>>)[];
  accepted?: true;
  refused?: true;
  readied?: true;
  expired?: true;
}

export const NO_FULFILMENT: FulfilmentSums = {
  lines: [],
  accepted: false,
  refused: false,
  readied: false,
  expired: false,
};

const QUANTITIES = ['assigned', 'released', 'picked', 'short', 'handedOver', 'shipped', 'putBack'] as const;

/** A fulfilment with more of it. The lines stand in the order of their ids, so that the order of facts does not show. */
export function addToFulfilment(sums: FulfilmentSums, more: FulfilmentMore): FulfilmentSums {
  const lines = new Map(sums.lines.map((line) => [line.lineId, line]));
  for (const added of more.lines ?? []) {
    const line = { ...(lines.get(added.lineId) ?? emptyLine(added.lineId)) };
    for (const quantity of QUANTITIES) line[quantity] += added[quantity] ?? 0;
    lines.set(added.lineId, line);
  }
  return {
    lines: [...lines.values()].sort((a, b) => (a.lineId < b.lineId ? -1 : 1)),
    accepted: sums.accepted || more.accepted === true,
    refused: sums.refused || more.refused === true,
    readied: sums.readied || more.readied === true,
    expired: sums.expired || more.expired === true,
  };
}

/** What left the location for good. */
export function leftOf(line: LineSums): number {
  return line.handedOver + line.shipped;
}

/** What is on hand for this customer and nobody else: picked, and neither gone nor back on its shelf. */
export function stagedOf(line: LineSums): number {
  return Math.max(0, line.picked - leftOf(line) - line.putBack);
}

/** What the location still owes: promised, not taken back from it, not missing, not gone. */
export function owedOf(line: LineSums): number {
  return Math.max(0, line.assigned - line.released - line.short - leftOf(line));
}

/** What is still to be taken from the shelf: committed stock. */
export function toPickOf(line: LineSums): number {
  return Math.max(0, owedOf(line) - stagedOf(line));
}

/** What may be given to the customer or the carrier now. */
export function toGiveOf(line: LineSums): number {
  return Math.min(stagedOf(line), owedOf(line));
}

/** What is staged and owed to nobody any more: it goes back to its shelf. */
export function toPutBackOf(line: LineSums): number {
  return Math.max(0, stagedOf(line) - owedOf(line));
}

/** What cannot be, and how much of it: more gone than promised or than picked. */
export interface FulfilmentFault {
  lineId: string;
  code: 'left-beyond-owed' | 'left-unpicked' | 'put-back-unpicked';
  quantity: number;
}

/**
 * Faults of a fulfilment as far as it was heard of; `isWhole`: nothing of it can be on its way any more, so that what was not heard
 * of did not happen. What left beyond what is owed is one at once (I8): the promises are the server's own, and known.
 */
export function fulfilmentFaults(sums: FulfilmentSums, isWhole: boolean): FulfilmentFault[] {
  return sums.lines.flatMap((line): FulfilmentFault[] => {
    const found: FulfilmentFault[] = [];
    const beyond = leftOf(line) - (line.assigned - line.released);
    if (beyond > 0) found.push({ lineId: line.lineId, code: 'left-beyond-owed', quantity: beyond });
    if (!isWhole) return found;
    const unpicked = leftOf(line) - line.picked;
    if (unpicked > 0) found.push({ lineId: line.lineId, code: 'left-unpicked', quantity: unpicked });
    const unstaged = line.putBack - Math.max(0, line.picked - leftOf(line));
    if (unstaged > 0) found.push({ lineId: line.lineId, code: 'put-back-unpicked', quantity: unstaged });
    return found;
  });
}

function emptyLine(lineId: string): LineSums {
  return { lineId, assigned: 0, released: 0, picked: 0, short: 0, handedOver: 0, shipped: 0, putBack: 0 };
}
