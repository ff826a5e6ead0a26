import { spawn } from 'node:child_process';

export type Submitted = { ok: true; jobId: string } | { ok: false; detail: string };
/** `delivered`: all its bytes went to the device, which is not yet paper. `stopped`: the queue stands still, for the reason given. */
export type SpooledState =
  | { state: 'waiting' | 'delivered' | 'failed' | 'unknown' }
  | { state: 'stopped'; detail: string };

const ANSWER_MS = 10_000;

/** Hands bytes as they are to a CUPS queue: `lp -o raw` (lp(1)). Rejects never. */
export async function submitRaw(queue: string, title: string, bytes: Uint8Array): Promise<Submitted> {
  const said = await run('lp', ['-d', queue, '-o', 'raw', '-t', title, '--', '-'], bytes);
  if (!said.ok) return said;
  const jobId = /request id is (\S+-\d+)/.exec(said.text)?.[1];
  return jobId ? { ok: true, jobId } : { ok: false, detail: said.text.trim() };
}

/** What became of a job (lpstat(1)). */
export async function spooledState(queue: string, jobId: string): Promise<SpooledState> {
  const open = await run('lpstat', ['-W', 'not-completed', '-o', queue]);
  if (!open.ok) return { state: 'unknown' };
  if (lists(open.text, jobId)) {
    const printer = await run('lpstat', ['-p', queue]);
    const stopped = printer.ok && /disabled since [^\n]*?-\s*([^\n]*(?:\n\s+[^\n]+)*)/.exec(printer.text);
    return stopped ? { state: 'stopped', detail: stopped[1]?.trim().replace(/\s+/g, ' ') ?? '' } : { state: 'waiting' };
  }
  const done = await run('lpstat', ['-l', '-W', 'completed', '-o', queue]);
  if (!done.ok || !lists(done.text, jobId)) return { state: 'unknown' };
  const [, mine = ''] = done.text.split(new RegExp(`^${jobId.replace(/[^\w-]/g, '\\$&')}\\s`, 'm'));
  const [upToNext = ''] = mine.split(/^\S/m);
  return { state: /job-(aborted|canceled)/.test(upToNext) ? 'failed' : 'delivered' };
}

/** Takes a job back, as far as it has not gone out. */
export async function cancelSpooled(jobId: string): Promise<void> {
  await run('cancel', [jobId]);
}

/** The names of the queues there are; none where there is no CUPS. */
export async function spoolerQueues(): Promise<string[]> {
  const said = await run('lpstat', ['-e']);
  return said.ok ? said.text.split('\n').filter((name) => name !== '') : [];
}

function lists(text: string, jobId: string): boolean {
  return text.split('\n').some((line) => line.split(/\s/)[0] === jobId);
}

type Said = { ok: true; text: string } | { ok: false; detail: string };

/** Runs one of CUPS's programs, in English, with its arguments as they are: no shell reads them. */
function run(program: string, args: readonly string[], input?: Uint8Array): Promise<Said> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...process.env, LC_ALL: 'C' }, timeout: ANSWER_MS });
    let text = '';
    let wrong = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      wrong += chunk.toString();
    });
    child.once('error', (error) => resolve({ ok: false, detail: error.message }));
    child.once('close', (code) => {
      if (code === 0) resolve({ ok: true, text });
      else resolve({ ok: false, detail: wrong.trim() || `${program} ended with ${code}` });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}
