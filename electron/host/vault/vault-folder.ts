import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { VaultText } from '#contracts/http/api.ts';
import { Count, Uuid } from '#contracts/schema.ts';
import { readStored, writeStored } from '#electron/host/stored-file.ts';

/** A person's text as it lies on disk, one file per subject. */
export const StoredText = Type.Object(
  {
    subjectId: Uuid,
    ...VaultText.properties,
    /** The journal's seq when it was put: facts that name it stand above. */
    seq: Count,
    state: Type.Union([Type.Literal('waiting'), Type.Literal('sent'), Type.Literal('refused')]),
    /** When it came to its state, ms since 1970. */
    at: Count,
  },
  { additionalProperties: false },
);
export type StoredText = Static<typeof StoredText>;

export interface VaultFolder {
  load(): Promise<StoredText[]>;
  /** When it resolves, the text survives a power cut. */
  save(text: StoredText): Promise<void>;
  remove(subjectId: string): Promise<void>;
}

/** A file that cannot be read is left where it is and passed over: somebody may still save it. */
export async function openVaultFolder(folder: string): Promise<VaultFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fileOf = (subjectId: string) => join(folder, `${subjectId}.json`);
  return {
    async load() {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
      const read = await Promise.all(names.map((name) => readStored(join(folder, name), StoredText)));
      return read.flatMap((stored) => (stored.found === 'value' ? [stored.value] : []));
    },
    save: (text) => writeStored(fileOf(text.subjectId), text),
    remove: (subjectId) => rm(fileOf(subjectId), { force: true }),
  };
}
