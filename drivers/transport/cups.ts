import { spawn } from 'node:child_process';

/** `sent`: the queue may have the job all the same. */
export type Submitted = { ok: true; jobId: string } | { ok: false; sent: boolean; detail: string };
/** `delivered`: all its bytes went to the device, which is not yet paper. `stopped`: the queue stands still, for the reason given. */
export type SpooledState =
  | { state: 'waiting' | 'delivered' | 'failed' | 'unknown' }
  | { state: 'stopped'; detail: string };

/** How long one of CUPS's programs may take, in ms, and what ends it early. */
export interface RunOptions {
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
}

const ANSWER_MS = 10_000;
/** A job is taken back also when nobody waits any more, but not for long. */
const CANCEL_MS = 2_000;

/** Hands bytes as they are to a CUPS queue: `lp -o raw` (lp(1)). Rejects never. */
export async function submitRaw(
  queue: string,
  title: string,
  bytes: Uint8Array,
  options: RunOptions = {},
): Promise<Submitted> {
  const said = await run('lp', ['-d', queue, '-o', 'raw', '-t', title, '--', '-'], options, bytes);
  if (!said.ok) return { ok: false, sent: said.killed, detail: said.detail };
  const jobId = /request id is (\S+-\d+)/.exec(said.text)?.[1];
  return jobId ? { ok: true, jobId } : { ok: false, sent: true, detail: said.text.trim() };
}

/** What became of a job (lpstat(1)). */
export async function spooledState(queue: string, jobId: string, options: RunOptions = {}): Promise<SpooledState> {
  const open = await run('lpstat', ['-W', 'not-completed', '-o', queue], options);
  if (!open.ok) return { state: 'unknown' };
  if (lists(open.text, jobId)) {
    const printer = await run('lpstat', ['-p', queue], options);
    const stopped = printer.ok && /disabled since [^\n]*?-\s*([^\n]*(?:\n\s+[^\n]+)*)/.exec(printer.text);
    return stopped ? { state: 'stopped', detail: stopped[1]?.trim().replace(/\s+/g, ' ') ?? '' } : { state: 'waiting' };
  }
  const done = await run('lpstat', ['-l', '-W', 'completed', '-o', queue], options);
  if (!done.ok || !lists(done.text, jobId)) return { state: 'unknown' };
  const [, mine = ''] = done.text.split(new RegExp(`^${jobId.replace(/[^\w-]/g, '\\$&')}\\s`, 'm'));
  const [upToNext = ''] = mine.split(/^\S/m);
  return { state: /job-(aborted|canceled)/.test(upToNext) ? 'failed' : 'delivered' };
}

/** Takes a job back, as far as it has not gone out. */
export async function cancelSpooled(jobId: string): Promise<void> {
  await run('cancel', [jobId], { timeoutMs: CANCEL_MS });
}

/** The names of the queues there are; none where there is no CUPS. */
export async function spoolerQueues(): Promise<string[]> {
  const said = await run('lpstat', ['-e']);
  return said.ok ? said.text.split('\n').filter((name) => name !== '') : [];
}

function lists(text: string, jobId: string): boolean {
  return text.split('\n').some((line) => line.split(/\s/)[0] === jobId);
}

/** `killed`: it ran, and was ended from outside, so that what it did is not known. */
type Said = { ok: true; text: string } | { ok: false; killed: boolean; detail: string };

/** Runs one of CUPS's programs, in English, with its arguments as they are: no shell reads them. */
function run(
  program: string,
  args: readonly string[],
  { timeoutMs = ANSWER_MS, signal }: RunOptions = {},
  input?: Uint8Array,
): Promise<Said> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve({ ok: false, killed: false, detail: `${program} was not run` });
      return;
    }
    const child = spawn(program, args, { env: { ...process.env, LC_ALL: 'C' }, timeout: Math.ceil(timeoutMs) });
    const kill = (): void => void child.kill();
    signal?.addEventListener('abort', kill, { once: true });
    const told = (said: Said): void => {
      signal?.removeEventListener('abort', kill);
      resolve(said);
    };
    let text = '';
    let wrong = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      wrong += chunk.toString();
    });
    child.once('error', (error) => told({ ok: false, killed: false, detail: error.message }));
    child.once('close', (code, killedBy) => {
      const ended = killedBy ?? code;
      if (code === 0) told({ ok: true, text });
      else told({ ok: false, killed: killedBy !== null, detail: wrong.trim() || `${program} ended with ${ended}` });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}
