import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { printerAt } from '#drivers/printer/transport/printer-for.ts';
import { submitRaw } from './cups.ts';
import { SpoolerTransport } from './spooler.ts';

const JOB = Buffer.from('receipt');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-lp-'));
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** In the place of one of CUPS's programs. */
async function program(name: string, does: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${does}\n`);
  await chmod(join(folder, name), 0o755);
}

/** Takes the job, and then says nothing any more. */
const HANGS = 'cat > "$(dirname "$0")/job"; exec sleep 60';

describe('a job given to the queue', () => {
  it('may be in it when lp hung and was ended, for want of time or because it was given up', async () => {
    await program('lp', HANGS);
    expect(await submitRaw('q', 'title', JOB, { timeoutMs: 300 })).toMatchObject({ ok: false, sent: true });
    expect(await readFile(join(folder, 'job'), 'utf8')).toBe('receipt');
    const abort = new AbortController();
    const submitted = submitRaw('q', 'title', JOB, { signal: abort.signal });
    abort.abort();
    expect(await submitted).toMatchObject({ ok: false, sent: true });
  });

  it('is not in it when lp says so, is missing, or was never run', async () => {
    await program('lp', 'echo "lp: no" >&2; exit 1');
    expect(await submitRaw('q', 'title', JOB)).toEqual({ ok: false, sent: false, detail: 'lp: no' });
    const given = await submitRaw('q', 'title', JOB, { signal: AbortSignal.abort() });
    expect(given).toMatchObject({ ok: false, sent: false });
    vi.stubEnv('PATH', folder);
    await rm(join(folder, 'lp'));
    expect(await submitRaw('q', 'title', JOB)).toMatchObject({ ok: false, sent: false });
  });
});

describe('a printer behind a queue', () => {
  const printer = () => {
    const found = printerAt('spooler:q');
    if (!found.ok) throw new Error(found.message);
    return found.printer;
  };

  it('does not say that nothing was sent when nobody knows', async () => {
    await program('lp', HANGS);
    const outcome = await printer().print(JOB, { deadlineMs: 300 });
    expect(outcome).toMatchObject({ ok: false, code: 'printer-timeout', sent: true });
  });

  it('is given up at once, also while lp or lpstat hangs', async () => {
    await program('lp', HANGS);
    const [first, second] = [new AbortController(), new AbortController()];
    const interrupted = printer().print(JOB, { signal: first.signal });
    first.abort();
    expect(await interrupted).toMatchObject({ ok: false, code: 'printer-interrupted' });
    await program('lp', 'cat > /dev/null; echo "request id is q-7 (1 file(s))"');
    await program('lpstat', 'touch "$(dirname "$0")/asked"; exec sleep 60');
    await program('cancel', 'echo "$1" > "$(dirname "$0")/cancelled"');
    const job = printer().print(JOB, { signal: second.signal });
    await vi.waitFor(() => readFile(join(folder, 'asked')), { timeout: 5_000 });
    second.abort();
    expect(await job).toMatchObject({ ok: false, code: 'printer-interrupted', sent: true });
    expect(await readFile(join(folder, 'cancelled'), 'utf8')).toBe('q-7\n');
  });
});

describe('a line to a queue', () => {
  it.each([
    ['echo "request id is q-7 (1 file(s))"', true],
    ['exit 1', false],
  ])('ends clean only when the queue took the job: lp does %s', async (does, clean) => {
    await program('lp', `cat > /dev/null; ${does}`);
    const closed = new Promise<boolean>((resolve, reject) => {
      new SpoolerTransport('q').open({ data() {}, closed: resolve }, 1_000).then((line) => {
        if (typeof line === 'string') reject(new Error(line));
        else {
          line.write(JOB);
          line.close();
        }
      }, reject);
    });
    expect(await closed).toBe(clean);
  });
});
