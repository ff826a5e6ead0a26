import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether the system's own spooler can be tried here; where not, a test is skipped with this as its reason. */
export const NO_CUPS = reason();

function reason(): string | null {
  if (spawnSync('/usr/sbin/cupsd', ['-h']).error) return 'cupsd is not installed';
  return process.getuid?.() === 0 ? null : 'only root can start a spooler of its own';
}

export interface CupsServer {
  /** For `CUPS_SERVER`. */
  socket: string;
  /** A queue that sends what it gets, as it is, to a port of this machine. */
  addQueue(name: string, port: number): void;
  /** Stops a queue or lets it go on. */
  setQueue(name: string, state: 'enable' | 'disable'): void;
  close(): Promise<void>;
}

/** Starts a spooler (CUPS) of its own, in a folder that goes with it. */
export async function startCups(): Promise<CupsServer> {
  const folder = await mkdtemp(join(tmpdir(), 'omnitill-cups-'));
  await chmod(folder, 0o755);
  const at = (name: string) => join(folder, name);
  for (const name of ['root', 'cache', 'state', 'spool', 'spool/tmp', 'log']) {
    await mkdir(at(name));
    await chmod(at(name), 0o777);
  }
  const folders = ['ServerRoot root', 'CacheDir cache', 'StateDir state', 'RequestRoot spool', 'TempDir spool/tmp'];
  const logs = ['AccessLog log/access', 'ErrorLog log/error', 'PageLog log/page'];
  const lines = [...folders, ...logs].map((line) => line.replace(' ', ` ${folder}/`));
  await writeFile(at('files.conf'), `${[...lines, 'User lp', 'Group lp', 'SystemGroup root'].join('\n')}\n`);
  const open = 'Order allow,deny\nAllow all';
  await writeFile(
    at('cupsd.conf'),
    `Listen ${at('socket')}
Browsing No
WebInterface No
DefaultAuthType None
<Location />
${open}
</Location>
<Location /admin>
${open}
</Location>
<Policy default>
<Limit All>
${open}
</Limit>
</Policy>
`,
  );
  const socket = at('socket');
  const run = (program: string, ...args: string[]) =>
    spawnSync(program, args, { env: { ...process.env, CUPS_SERVER: socket, LC_ALL: 'C' } });
  const daemon: ChildProcess = spawn('/usr/sbin/cupsd', ['-f', '-c', at('cupsd.conf'), '-s', at('files.conf')]);
  const ended = new Promise<void>((resolve) => daemon.once('exit', () => resolve()));
  while (!run('lpstat', '-r').stdout.toString().includes('is running')) {
    if (daemon.exitCode !== null) throw new Error('cupsd did not start');
  }
  return {
    socket,
    addQueue: (name, port) => void run('lpadmin', '-p', name, '-E', '-v', `socket://127.0.0.1:${port}`, '-m', 'raw'),
    setQueue: (name, state) => void run(state === 'enable' ? 'cupsenable' : 'cupsdisable', name),
    async close() {
      daemon.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
