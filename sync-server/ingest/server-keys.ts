import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Kysely } from 'kysely';
import { GENESIS } from '#domain/journal/envelope.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { SERVER_REGISTER, SERVER_STORE } from '#sync-server/ingest/book/book-fact.ts';

/** The secrets that all processes on one database share. */
export interface ServerKeys {
  /** The server's own journal. */
  journalId: string;
  /** Ed25519 over a hash's 32 bytes, in base64url. */
  signHash(hashHex: string): string;
  /** The secret key of argon2id for the chain's PIN hashes. */
  pepper: Uint8Array;
}

/** Reads the secrets, making them (and the server's own journal) where there are none. Safe when several processes start at once. */
export async function openServerKeys(
  db: Kysely<Tables>,
  make: { newId(): string; random(size: number): Uint8Array },
): Promise<ServerKeys> {
  const pair = generateKeyPairSync('ed25519');
  const fresh = {
    'journal-id': make.newId(),
    'journal-key': pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    'journal-public-key': pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
    pepper: Buffer.from(make.random(32)).toString('base64url'),
  };
  return db.transaction().execute(async (tx) => {
    // One statement: whoever comes second waits for the first and then finds all of it there.
    await tx
      .insertInto('secret')
      .values(Object.entries(fresh).map(([name, value]) => ({ name, value })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const secrets = new Map(
      (await tx.selectFrom('secret').selectAll().execute()).map(({ name, value }) => [name, value]),
    );
    const get = (name: keyof typeof fresh) => secrets.get(name) ?? fresh[name];
    const journalId = get('journal-id');
    await openJournal(tx, journalId, get('journal-public-key'));
    const key = createPrivateKey({ key: Buffer.from(get('journal-key'), 'base64url'), format: 'der', type: 'pkcs8' });
    return { journalId, signHash: (hash) => signHash(key, hash), pepper: Buffer.from(get('pepper'), 'base64url') };
  });
}

function signHash(key: KeyObject, hashHex: string): string {
  return sign(null, Buffer.from(hashHex, 'hex'), key).toString('base64url');
}

async function openJournal(tx: Kysely<Tables>, journalId: string, publicKey: string): Promise<void> {
  await tx
    .insertInto('journal')
    .values({
      journal_id: journalId,
      register_id: SERVER_REGISTER,
      store_id: SERVER_STORE,
      public_key: publicKey,
      incarnation: 1,
      receipt_series: 'server',
      head_hash: GENESIS,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
