import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { type Envelope, GENESIS } from '#domain/journal/envelope.ts';
import {
  type ComposedLine,
  composeLine,
  type Head,
  type JournalIdentity,
  type Sign,
  type Stamp,
  trainingSeries,
} from './compose-line.ts';
import { checkJournal, segmentName, type VerifySignature } from './journal-check.ts';
import { JournalIndex } from './journal-index.ts';
import { linesOf, readLine } from './journal-lines.ts';
import type { JournalStorage } from './journal-storage.ts';

/** A segment is closed when it has grown to this many bytes. */
const SEGMENT_BYTES = 8_000_000;
/** Read at once in search of facts of some kinds: so many, and no more than so many of other kinds between two of them. */
const READ_FACTS = 500;
const READ_GAP = 16;

export type AppendResult = { ok: true; facts: Envelope[] } | { ok: false; fault: Fault };

/** A register's journal. Everything it tells of is durable; what is not is not there yet. */
export interface Journal {
  readonly journalId: string;
  /** Seq of the newest durable fact, 0 at first. */
  seq(): number;
  /** Why it takes no facts at present: `journal-damaged` for good, `journal-disk-full` or `journal-unwritable` until a write succeeds. */
  fault(): Fault | null;
  /**
   * Journals drafts in order and answers when they are on disk. A draft whose id is here already gets its first answer.
   * On a fault none of the new ones is journalled.
   */
  append(drafts: readonly FactDraft[], stamp: Stamp): Promise<AppendResult>;
  /** Facts above a seq, oldest first, at most `limit`. */
  read(afterSeq: number, limit: number): Promise<Envelope[]>;
  /** Exact lines above a seq: at most `maxBytes`, but always one when there is one; fewer where a segment ends. */
  lines(afterSeq: number, maxBytes: number): Promise<Uint8Array>;
  /** SHA-256 of the fact at a seq, `GENESIS` for 0; undefined for one not (or no longer) here. */
  hashAt(seq: number): Promise<string | undefined>;
  has(id: string): boolean;
  /** The fact with an id. */
  fact(id: string): Promise<Envelope | undefined>;
  /** The newest fact of a kind; of training only when it is asked for. */
  latest(kind: string, training?: boolean): Promise<Envelope | undefined>;
  /** All facts of some kinds above a seq, oldest first; of training only when it is asked for. */
  readKinds(kinds: readonly string[], afterSeq: number, training?: boolean): Promise<Envelope[]>;
  /** Calls back for every fact as soon as it is durable, in order and before whoever appended it has an answer; gives what ends it. */
  follow(listener: (fact: Envelope) => void): () => void;
  /** How many facts of a kind, training apart, lie above a seq. */
  countAfter(kind: string, seq: number): number;
  /** Tries again after a failed write, so that `fault` may clear before the next append. */
  recover(): Promise<void>;
  /** Ends after what was asked so far. */
  close(): Promise<void>;
}

export interface JournalOptions {
  storage: JournalStorage;
  identity: JournalIdentity;
  sign: Sign;
  verify: VerifySignature;
  segmentBytes?: number;
}

interface Waiting {
  drafts: readonly FactDraft[];
  stamp: Stamp;
  answer(result: AppendResult): void;
}

/** Opens a journal, verified as `checkJournal` says. A damaged one opens too: what lies before the damage can be read, nothing appended. */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { storage, identity, sign } = options;
  const segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
  const index = new JournalIndex();
  const checked = await checkJournal(storage, index, identity.journalId, options.verify);
  const damage: Fault | null = checked.ok ? null : { code: 'journal-damaged', detail: checked.detail };
  const tip = checked.ok ? checked.tip : { seq: index.seq, hash: GENESIS };
  const { receiptSeries } = identity;
  const head: Head = {
    ...tip,
    receiptNumber: await lastReceiptNumber(receiptSeries, false),
    trainingNumber: await lastReceiptNumber(trainingSeries(receiptSeries), true),
  };
  const listeners = new Set<(fact: Envelope) => void>();

  let failure: Fault | null = null;
  let queue: Waiting[] = [];
  let working: Promise<void> | null = null;

  async function lastReceiptNumber(series: string, training: boolean): Promise<number> {
    const order = await latest('order.completed', training);
    const receipt = (order?.payload as { receipt?: { series: string; number: number } } | undefined)?.receipt;
    return receipt?.series === series ? receipt.number : 0;
  }

  /** One write and one sync for all that wait; what arrives meanwhile forms the next group. */
  async function work(): Promise<void> {
    while (queue.length > 0) {
      const group = queue;
      queue = [];
      const lines = damage ? [] : composeGroup(group);
      const fault = damage ?? (await writeLines(lines));
      const fresh = new Map(fault ? [] : lines.map(({ fact }) => [fact.id, fact]));
      for (const waiting of group) waiting.answer(await answerFor(waiting, fresh, fault));
    }
    working = null;
  }

  function composeGroup(group: readonly Waiting[]): ComposedLine[] {
    const lines = new Map<string, ComposedLine>();
    let next: Head = head;
    for (const { drafts, stamp } of group) {
      for (const draft of drafts) {
        if (index.seqOf(draft.id) !== undefined || lines.has(draft.id)) continue;
        const line = composeLine(identity, next, draft, stamp, sign);
        next = line.head;
        lines.set(draft.id, line);
      }
    }
    return [...lines.values()];
  }

  async function writeLines(lines: readonly ComposedLine[]): Promise<Fault | null> {
    if (failure && !(await recover())) return failure;
    if (lines.length === 0) return null;
    try {
      const segment = await segmentToWrite();
      await storage.append(segment, Buffer.concat(lines.map((line) => line.bytes)));
      await storage.sync(segment);
    } catch (error) {
      const fault = faultOf(error);
      failure = fault;
      await recover();
      return fault;
    }
    for (const { fact, bytes } of lines) {
      index.add({ id: fact.id, kind: fact.kind, training: fact.training === true, length: bytes.length });
    }
    Object.assign(head, lines.at(-1)?.head);
    for (const { fact } of lines) for (const listener of listeners) listener(fact);
    return null;
  }

  async function segmentToWrite(): Promise<string> {
    const tail = index.tail;
    if (tail && tail.size < segmentBytes) return tail.name;
    const name = segmentName(head.seq + 1);
    await storage.create(name);
    index.beginSegment(name, head.seq + 1);
    return name;
  }

  async function answerFor(
    { drafts }: Waiting,
    fresh: ReadonlyMap<string, Envelope>,
    fault: Fault | null,
  ): Promise<AppendResult> {
    const facts: Envelope[] = [];
    for (const draft of drafts) {
      const seq = index.seqOf(draft.id);
      if (seq === undefined) return { ok: false, fault: fault ?? { code: 'journal-unwritable' } };
      const fact = fresh.get(draft.id) ?? (await factAt(seq).catch(() => undefined));
      if (!fact) return { ok: false, fault: { code: 'journal-unwritable', detail: `fact ${seq} cannot be read` } };
      facts.push(fact);
    }
    return { ok: true, facts };
  }

  /** After a failed write or sync nothing read back proves that it is on disk: the doubtful bytes are cut off and written anew. */
  async function recover(): Promise<boolean> {
    try {
      const tail = index.tail;
      if (tail) await storage.truncate(tail.name, tail.size);
      if ((await hashAt(head.seq)) !== head.hash) {
        failure = { code: 'journal-unwritable', detail: `fact ${head.seq} cannot be read back` };
        return false;
      }
    } catch (error) {
      failure = faultOf(error);
      return false;
    }
    failure = null;
    return true;
  }

  async function lines(afterSeq: number, maxLines: number, maxBytes: number): Promise<Uint8Array> {
    const place = index.run(afterSeq + 1, maxLines, maxBytes);
    return place ? storage.read(place.segment, place.offset, place.length) : new Uint8Array();
  }

  async function factAt(seq: number): Promise<Envelope | undefined> {
    const [line] = linesOf(await lines(seq - 1, 1, 0));
    return line && readLine(line.text)?.fact;
  }

  async function hashAt(seq: number): Promise<string | undefined> {
    if (seq === 0) return GENESIS;
    const [line] = linesOf(await lines(seq - 1, 1, 0));
    return line && readLine(line.text)?.line.hash;
  }

  async function latest(kind: string, training = false): Promise<Envelope | undefined> {
    const seq = index.latest(kind, training);
    return seq === undefined ? undefined : factAt(seq);
  }

  async function read(afterSeq: number, limit: number): Promise<Envelope[]> {
    const facts: Envelope[] = [];
    while (facts.length < limit) {
      const bytes = await lines(afterSeq + facts.length, limit - facts.length, 4_000_000);
      const before = facts.length;
      for (const line of linesOf(bytes)) {
        const fact = readLine(line.text)?.fact;
        if (!fact) return facts;
        facts.push(fact);
      }
      if (facts.length === before) break;
    }
    return facts;
  }

  async function readKinds(kinds: readonly string[], afterSeq: number, training = false): Promise<Envelope[]> {
    const wanted = index.seqsAfter(kinds, afterSeq, training);
    const found: Envelope[] = [];
    for (let at = 0; at < wanted.length; ) {
      const first = wanted[at] ?? 0;
      const batch = await read(first - 1, lastNear(wanted, at) - first + 1);
      const last = batch.at(-1)?.seq;
      if (last === undefined) break;
      found.push(...batch.filter((fact) => kinds.includes(fact.kind) && (fact.training === true) === training));
      while (at < wanted.length && (wanted[at] ?? 0) <= last) at += 1;
    }
    return found;
  }

  function enqueue(drafts: readonly FactDraft[], stamp: Stamp): Promise<AppendResult> {
    return new Promise((answer) => {
      queue.push({ drafts, stamp, answer });
      working ??= work();
    });
  }

  return {
    journalId: identity.journalId,
    seq: () => index.seq,
    fault: () => damage ?? failure,
    append: (drafts, stamp) => enqueue(drafts, stamp),
    read,
    lines: (afterSeq, maxBytes) => lines(afterSeq, Number.POSITIVE_INFINITY, maxBytes),
    hashAt,
    has: (id) => index.seqOf(id) !== undefined,
    async fact(id) {
      const seq = index.seqOf(id);
      return seq === undefined ? undefined : factAt(seq);
    },
    latest,
    readKinds,
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    countAfter: (kind, seq) => index.countAfter(kind, seq),
    async recover() {
      await enqueue([], { at: '', businessDate: '', operatorId: null });
    },
    async close() {
      await working;
      await storage.close();
    },
  };
}

/** The last of the seqs wanted that is read together with the one at `at`. */
function lastNear(wanted: readonly number[], at: number): number {
  const first = wanted[at] ?? 0;
  let last = first;
  for (const seq of wanted.slice(at + 1, at + READ_FACTS)) {
    if (seq - last > READ_GAP || seq - first >= READ_FACTS) break;
    last = seq;
  }
  return last;
}

function faultOf(error: unknown): Fault {
  const { code, message } = error as NodeJS.ErrnoException;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return { code: full ? 'journal-disk-full' : 'journal-unwritable', detail: message };
}
