import Type, { type Static, type TSchema } from 'typebox';
import { Count, parse, Uuid } from '#contracts/schema.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import type { Journal } from '#electron/host/journal/journal.ts';
import { latestWriter, readStored } from '#electron/host/stored-file.ts';

const BATCH = 500;
/** So many facts may be read again at the next start. */
const FACTS_UNSAVED = 500;

/** A state that follows from the journal. The file is a copy that spares reading the journal from its beginning. */
export interface Projection<S> {
  state(): S;
  /** Folds in what was journalled since. */
  catchUp(): Promise<S>;
  settled(): Promise<void>;
}

/**
 * Opens a projection. `fold` changes the state by one fact and says whether it did. A file that is missing, damaged, of another
 * journal or ahead of this one is made anew from the whole journal.
 */
export async function openProjection<S extends TSchema>(options: {
  file: string;
  schema: S;
  journal: Pick<Journal, 'journalId' | 'seq' | 'read'>;
  initial(): Static<S>;
  fold(state: Static<S>, fact: Envelope): boolean;
}): Promise<Projection<Static<S>>> {
  const { journal } = options;
  const copy = await readCopy(options.file, options.schema, journal);
  const state = copy?.state ?? options.initial();
  let seq = copy?.seq ?? 0;
  let saved = seq;
  const writer = latestWriter(options.file);
  let reading: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Static<S>> {
    let changed = false;
    while (seq < journal.seq()) {
      const facts = await journal.read(seq, BATCH);
      if (facts.length === 0) break;
      for (const fact of facts) {
        changed = options.fold(state, fact) || changed;
        seq = fact.seq;
      }
    }
    if (changed || seq - saved >= FACTS_UNSAVED) {
      saved = seq;
      writer.write({ journalId: journal.journalId, seq, state: structuredClone(state) });
    }
    return state;
  }

  await read();
  return {
    state: () => state,
    catchUp() {
      const mine = reading.then(read);
      reading = mine.catch(() => {});
      return mine;
    },
    settled: writer.settled,
  };
}

const Copy = Type.Object({ journalId: Uuid, seq: Count, state: Type.Unknown() }, { additionalProperties: false });

async function readCopy<S extends TSchema>(
  file: string,
  schema: S,
  journal: Pick<Journal, 'journalId' | 'seq'>,
): Promise<{ seq: number; state: Static<S> } | null> {
  const stored = await readStored(file, Copy);
  if (stored.found !== 'value') return null;
  const { journalId, seq } = stored.value;
  const state = parse(schema, stored.value.state);
  return state.ok && journalId === journal.journalId && seq <= journal.seq() ? { seq, state: state.value } : null;
}
