import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { v5, validate } from 'uuid';
import { HOST_METHODS, PrintJob } from '#contracts/ipc/host.ts';
import { BusinessDate, Count, Id } from '#contracts/schema.ts';
import { readStored, writeStored } from '#electron/host/stored-file.ts';

const DAMAGED = '.json.damaged';
const { document } = HOST_METHODS['printer.enqueue'].input.properties;

/** A print job as it lies on disk. */
export const StoredJob = Type.Object(
  {
    /** Its place in the queue. */
    place: Count,
    job: PrintJob,
    document,
    /**
     * `wanted`: not pulsed yet. `pulsing`: written down before the pulse is sent, so that a host that dies then never sends it
     * again. `done`: sent, or no longer wanted.
     */
    drawer: Type.Union([Type.Literal('none'), Type.Literal('wanted'), Type.Literal('pulsing'), Type.Literal('done')]),
    /** Some or all of it was sent to the printer before. */
    mayBeOut: Type.Optional(Type.Boolean()),
    /** ms since 1970. */
    enqueuedAt: Count,
    /** On whose authority its facts are journalled. */
    businessDate: BusinessDate,
    operatorId: Type.Union([Id, Type.Null()]),
    training: Type.Optional(Type.Literal(true)),
    form: Type.Optional(Type.Union([Type.Literal('receipt'), Type.Literal('gift')])),
  },
  { additionalProperties: false },
);
export type StoredJob = Static<typeof StoredJob>;

/** A job whose file can't be read. */
export interface DamagedJob {
  jobId: string;
  file: string;
}

export interface JobFolder {
  load(): Promise<StoredJob[]>;
  /** What was set aside, by any `load`, and nobody was told of yet. */
  damaged(): Promise<DamagedJob[]>;
  /** Somebody was told of it; the file stays, for support. */
  told(job: DamagedJob): Promise<void>;
  save(job: StoredJob): Promise<void>;
  remove(job: StoredJob): Promise<void>;
}

/** Print jobs as one file each. A file that cannot be read is set aside until somebody is told: the sale it belongs to is in the journal. */
export async function openJobFolder(folder: string): Promise<JobFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let last: Promise<void> = Promise.resolve();
  const fileOf = ({ job }: StoredJob) => join(folder, `${job.jobId}.json`);
  return {
    async load() {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
      const jobs = await Promise.all(names.map((name) => readJob(join(folder, name))));
      return jobs.flat().sort((a, b) => a.place - b.place);
    },
    async damaged() {
      const names = (await readdir(folder)).filter((name) => name.endsWith(DAMAGED)).sort();
      return names.map((name) => ({ jobId: jobIdOf(name), file: join(folder, name) }));
    },
    told: ({ file }) => rename(file, `${file}.told`),
    save(job) {
      const saved = last.then(() => writeStored(fileOf(job), job));
      last = saved.catch(() => {});
      return saved;
    },
    remove: (job) => rm(fileOf(job), { force: true }),
  };
}

async function readJob(file: string): Promise<StoredJob[]> {
  const stored = await readStored(file, StoredJob).catch(() => ({ found: 'damaged' as const }));
  if (stored.found === 'damaged') await rename(file, file.replace(/\.json$/, DAMAGED)).catch(() => {});
  return stored.found === 'value' ? [stored.value] : [];
}

/** The id its file is called by, or one of its own. */
function jobIdOf(name: string): string {
  const id = name.slice(0, -DAMAGED.length);
  return validate(id) ? id : v5(name, v5.URL);
}
