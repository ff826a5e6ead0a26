import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type PostgresqlFound = { ok: true; env: Record<string, string> } | { ok: false; reason: string };

/** Where distributions keep PostgreSQL's programs, by version. */
const PLACES = ['/usr/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt', '/usr/local/opt'];

/** A PostgreSQL for the server suite: a running one named by `DATABASE_URL`, else programs that can start one. */
export function findPostgresql(): PostgresqlFound {
  if (process.env.DATABASE_URL) return { ok: true, env: {} };
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...PLACES.flatMap((place) =>
      existsSync(place) ? readdirSync(place).map((version) => join(place, version, 'bin')) : [],
    ),
  ];
  const found = folders.some(
    (folder) => folder !== '' && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
  if (found) return { ok: true, env: {} };
  return { ok: false, reason: 'No PostgreSQL is installed (apt-get install postgresql) and DATABASE_URL is not set.' };
}
