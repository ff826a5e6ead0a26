import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { Profile } from '#contracts/member/profile.ts';
import { parseJson } from '#contracts/schema.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a profile under a key of its own (AES-256-GCM) and keeps both. */
export async function putProfile(
  db: Kysely<Tables>,
  subjectId: string,
  profile: Profile,
  random: (size: number) => Uint8Array,
): Promise<void> {
  await putText(db, subjectId, JSON.stringify(profile), random);
}

/** Encrypts a person's text likewise. One that is there already stays, as does one that was erased; answers whether it is new. */
export async function putText(
  db: Kysely<Tables>,
  subjectId: string,
  text: string,
  random: (size: number) => Uint8Array,
): Promise<boolean> {
  const key = Buffer.from(random(32));
  const iv = random(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(subjectId));
  const sealed = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
  const result = await db
    .insertInto('vault')
    .values({ subject_id: subjectId, key, ciphertext: Buffer.concat(sealed) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('subject_id')
    .execute();
  return result.length > 0;
}

/** Texts by subject. One whose key was destroyed is gone. */
export async function readTexts(db: Kysely<Tables>, subjectIds: readonly string[]): Promise<Map<string, string>> {
  if (subjectIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('vault')
    .selectAll()
    .where('subject_id', '=', sql<string>`any(${[...subjectIds]}::uuid[])`)
    .execute();
  return new Map(
    rows.flatMap(({ subject_id, key, ciphertext }): [string, string][] =>
      key ? [[subject_id, open(subject_id, key, ciphertext)]] : [],
    ),
  );
}

/** Profiles by subject, likewise. */
export async function readProfiles(db: Kysely<Tables>, subjectIds: readonly string[]): Promise<Map<string, Profile>> {
  const texts = await readTexts(db, subjectIds);
  return new Map(
    [...texts].flatMap(([subjectId, text]): [string, Profile][] => {
      const parsed = parseJson(Profile, text);
      return parsed.ok ? [[subjectId, parsed.value]] : [];
    }),
  );
}

/** Encrypts another text for a subject in place of the one before, under a key of its own; one that was erased stays so. */
export async function replaceText(
  db: Kysely<Tables>,
  subjectId: string,
  text: string,
  random: (size: number) => Uint8Array,
): Promise<void> {
  await db.deleteFrom('vault').where('subject_id', '=', subjectId).where('key', 'is not', null).execute();
  await putText(db, subjectId, text, random);
}

/** Erases a subject: without its key the ciphertext says nothing, in backups of this table neither once they are replaced. */
export async function destroyKey(db: Kysely<Tables>, subjectId: string): Promise<void> {
  await db.updateTable('vault').set({ key: null }).where('subject_id', '=', subjectId).execute();
}

function open(subjectId: string, key: Uint8Array, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(subjectId));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const text = decipher.update(sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES), undefined, 'utf8');
  return text + decipher.final('utf8');
}
