/** Where a journalled fact's line lies: `length` counts its newline. */
export interface Place {
  segment: string;
  offset: number;
  length: number;
}

/** What the index keeps of a line: enough to find it again by seq, id or kind. */
export interface LineHead {
  id: string;
  kind: string;
  training: boolean;
  length: number;
}

interface SegmentEntry {
  name: string;
  firstSeq: number;
  /** Where each line starts, and last where the next one will. */
  offsets: number[];
}

/** Finds durable facts in the kept segments without holding them in memory. */
export class JournalIndex {
  private readonly segments: SegmentEntry[] = [];
  private readonly seqById = new Map<string, number>();
  /** Training facts apart, under `keyOf`. */
  private readonly seqsByKind = new Map<string, number[]>();
  private last = 0;

  /** The newest seq, 0 when there is none. */
  get seq(): number {
    return this.last;
  }

  /** The newest segment, where it ends, and the seq it begins with. */
  get tail(): { name: string; size: number; firstSeq: number } | undefined {
    const entry = this.segments.at(-1);
    return entry && { name: entry.name, size: entry.offsets.at(-1) ?? 0, firstSeq: entry.firstSeq };
  }

  beginSegment(name: string, firstSeq: number): void {
    this.segments.push({ name, firstSeq, offsets: [0] });
    this.last = firstSeq - 1;
  }

  /** Adds the next line of the newest segment. */
  add(line: LineHead): void {
    const entry = this.segments.at(-1);
    if (!entry) throw new Error('no segment was begun');
    entry.offsets.push((entry.offsets.at(-1) ?? 0) + line.length);
    this.last += 1;
    this.seqById.set(line.id, this.last);
    const key = keyOf(line.kind, line.training);
    const seqs = this.seqsByKind.get(key);
    if (seqs) seqs.push(this.last);
    else this.seqsByKind.set(key, [this.last]);
  }

  seqOf(id: string): number | undefined {
    return this.seqById.get(id);
  }

  latest(kind: string, training = false): number | undefined {
    return this.seqsByKind.get(keyOf(kind, training))?.at(-1);
  }

  /** Seqs above `seq` of some kinds, in order. */
  seqsAfter(kinds: readonly string[], seq: number, training = false): number[] {
    return kinds
      .flatMap((kind) => (this.seqsByKind.get(keyOf(kind, training)) ?? []).filter((each) => each > seq))
      .sort((a, b) => a - b);
  }

  /** How many facts of a kind, training apart, lie above a seq. */
  countAfter(kind: string, seq: number): number {
    const seqs = this.seqsByKind.get(kind) ?? [];
    let from = seqs.length;
    while (from > 0 && (seqs[from - 1] ?? 0) > seq) from -= 1;
    return seqs.length - from;
  }

  /** Lines from `seq` on that lie side by side in one segment: at most `maxLines`, at most `maxBytes`, but always one. */
  run(seq: number, maxLines: number, maxBytes: number): Place | undefined {
    const entry = this.segments.findLast((each) => each.firstSeq <= seq);
    if (!entry || seq > this.last) return undefined;
    const first = seq - entry.firstSeq;
    const start = entry.offsets[first];
    if (start === undefined || first + 1 >= entry.offsets.length) return undefined;
    let end = entry.offsets[first + 1] ?? start;
    for (let next = first + 2; next < entry.offsets.length && next - first <= maxLines; next++) {
      const candidate = entry.offsets[next] ?? end;
      if (candidate - start > maxBytes) break;
      end = candidate;
    }
    return { segment: entry.name, offset: start, length: end - start };
  }
}

function keyOf(kind: string, training: boolean): string {
  return training ? `${kind} training` : kind;
}
