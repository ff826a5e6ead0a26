import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readAddress } from '#drivers/transport/device-address.ts';
import type { CounterSettings } from './counter/counter-settings.ts';
import { NO_SOCAT } from './pty-pair.ts';

// Its loader, not its command: that gives the program only a moment to end by itself, and then says 143.
const tsx = import.meta.resolve('tsx');
const main = fileURLToPath(new URL('./counter-main.ts', import.meta.url));
const NAMES = ['counter', 'printer', 'label', 'wallet', 'scanner', 'scale', 'display', 'terminal'];
const ANY = NAMES.flatMap((name) => [`--${name}-port`, '0']);

function run(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', tsx, main, ...args], { env: { ...process.env, ...env } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  return { child, said, ended: once(child, 'close') };
}

async function settingsOf(url: string | undefined): Promise<CounterSettings> {
  return (await (await fetch(`${url}/settings`)).json()) as CounterSettings;
}

describe('the program', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'says where its page is in one line, and ends cleanly on %s',
    async (signal) => {
      const env = Object.fromEntries(NAMES.map((name) => [`OMNITILL_${name.toUpperCase()}_PORT`, '0']));
      const { child, said, ended } = run([], env);
      await once(child.stdout, 'data');
      const url = /^counter (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(said.out)?.[1];
      expect((await settingsOf(url)).devices.printer?.address).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+$/);
      child.kill(signal);
      expect(await ended).toEqual([0, null]);
      expect(said).toEqual({ out: `counter ${url}\n`, err: '' });
    },
  );

  it('says in one sentence which port is taken', async () => {
    const taken: Server = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    for (const flag of ['--counter-port', '--scale-port']) {
      const { said, ended } = run([...ANY, flag, String(port)]);
      expect(await ended).toEqual([1, null]);
      expect(said.out).toBe('');
      expect(said.err.trim().split('\n')).toHaveLength(1);
      expect(said.err).toContain(`Port ${port} is taken`);
    }
    taken.close();
  });

  it('refuses what is no port, and tells what there is', async () => {
    const wrong = run(['--printer-port', 'abc']);
    expect(await wrong.ended).toEqual([1, null]);
    expect(wrong.said.err).toBe("--printer-port must be a port number, not 'abc'.\n");
    const help = run(['--help']);
    await help.ended;
    for (const name of NAMES) expect(help.said.out).toContain(`--${name}-port`);
  });

  it.skipIf(NO_SOCAT)(`puts devices on real serial ports${NO_SOCAT ? `: ${NO_SOCAT}` : ''}`, async () => {
    const { child, said, ended } = run([...ANY, '--pty']);
    await once(child.stdout, 'data');
    const { devices } = await settingsOf(/^counter (\S+)/.exec(said.out)?.[1]);
    for (const address of [devices.scale?.address, devices.lineDisplay?.address, devices.scanners?.[0]?.address]) {
      expect(readAddress(address ?? '')).toMatchObject({ ok: true, address: { kind: 'serial' } });
    }
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
