import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Server } from '#sync-server/server.ts';

/** Of a tick of `/proc/<pid>/stat`, which Linux counts a hundred a second (proc(5), `_SC_CLK_TCK`). */
const TICK_MS = 10;

/**
 * Gives the processor time that a database took until now, ms, which others on the machine do not lengthen: of all processes of a
 * PostgreSQL here, or of the process that the database is embedded in. Undefined where it cannot be told, as of another machine.
 */
export async function databaseCpu({ context }: Server): Promise<(() => number) | undefined> {
  if (context.embedded) return embeddedCpu;
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(context.db);
  const pid = rows[0]?.pid;
  if (pid === undefined || !existsSync(`/proc/${pid}/stat`)) return undefined;
  const postmaster = statOf(pid).parent;
  return () => familyCpu(postmaster);
}

function embeddedCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What children that still run took, and what the parent knows of those that ended. */
function familyCpu(parent: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = statOf(Number(pid));
        return stat.parent === parent ? [stat.own] : [];
      } catch {
        return [];
      }
    });
  return children.reduce((sum, own) => sum + own, statOf(parent).ended) * TICK_MS;
}

/** The fields of proc(5) after the name, which may hold spaces: 4 `ppid`, 14 to 17 `utime`, `stime`, `cutime`, `cstime`. */
function statOf(pid: number): { parent: number; own: number; ended: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [1, 11, 12, 13, 14].map((index) => fields[index]);
  return { parent, own: utime + stime, ended: cutime + cstime };
}
