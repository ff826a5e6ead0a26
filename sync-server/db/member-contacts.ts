import { type Kysely, sql } from 'kysely';
import { contactsOf } from '#contracts/member/contact.ts';
import { storeCountry } from '#contracts/member/store-country.ts';
import { phoneEnd } from '#domain/member/profile.ts';
import type { PersonalPorts } from '#sync-server/db/personal-ports.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readProfiles } from '#sync-server/db/vault.ts';

/**
 * Makes anew what members are found by from their profiles: keyed hashes of phone number and e-mail address, and the phone number's last
 * digits. A profile whose text has not arrived is read when it does.
 */
export async function readContacts(
  db: Kysely<Tables>,
  memberIds: readonly string[],
  { contactKey }: PersonalPorts,
): Promise<void> {
  if (memberIds.length === 0) return;
  const wanted = sql<string>`any(${[...memberIds]}::text[])`;
  const members = await db
    .selectFrom('member')
    .select(['member_id', 'subject_id', 'enrolled_store'])
    .where('member_id', '=', wanted)
    .where('erased_at', 'is', null)
    .execute();
  const profiles = await readProfiles(
    db,
    members.map(({ subject_id }) => subject_id),
  );
  const countryOf = await countries(db);
  const read = members.filter(({ subject_id }) => profiles.has(subject_id));
  const readIds = sql<string>`any(${read.map(({ member_id }) => member_id)}::text[])`;
  await db.deleteFrom('member_contact').where('member_id', '=', readIds).execute();
  const rows = read.flatMap(({ member_id, subject_id, enrolled_store }) =>
    contactsOf(profiles.get(subject_id) ?? {}, countryOf(enrolled_store)).map(({ kind, contact }) => ({
      member_id,
      kind,
      contact_key: contactKey(contact),
      phone_end: kind === 'phone' ? phoneEnd(contact) : null,
    })),
  );
  if (rows.length > 0) await db.insertInto('member_contact').values(rows).execute();
  await sql`update member set read_revision = revision where member_id = ${readIds}`.execute(db);
}

/** The country of a store's phone numbers; of the chain's first where the store is not known. */
async function countries(db: Kysely<Tables>): Promise<(storeId: string | null) => string | null> {
  const stores = await db.selectFrom('store').select(['store_id', 'settings']).orderBy('store_id').execute();
  const known = new Map(stores.map(({ store_id, settings }) => [store_id, storeCountry(settings)]));
  const [first = null] = known.values();
  return (storeId) => (storeId === null ? first : (known.get(storeId) ?? first));
}
