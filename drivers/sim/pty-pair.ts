import { spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';

/** Whether serial ports can be tested here; where not, a test is skipped with this as its reason. */
export const NO_SOCAT = spawnSync('socat', ['-V']).status === 0 ? null : 'socat is not installed';

export interface PtyPair {
  /** Two real serial ports joined by a cable: what one is sent, the other receives. */
  a: string;
  b: string;
  /** Pulls the cable: both ports are gone. Resolves when they are. */
  unplug(): Promise<void>;
}

/** Joins two pseudo terminals. */
export async function openPtyPair(): Promise<PtyPair> {
  const socat = spawn('socat', ['-d', '-d', 'pty,raw,echo=0', 'pty,raw,echo=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => socat.once('exit', () => resolve()));
  const [a, b] = await new Promise<string[]>((resolve, reject) => {
    let said = '';
    socat.once('error', reject);
    socat.once('exit', () => reject(new Error(`socat ended: ${said}`)));
    socat.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const names = [...said.matchAll(/PTY is (\S+)/g)].map(([, name = '']) => name);
      if (names.length === 2 && said.includes('starting data transfer')) resolve(names);
    });
  });
  // A cable stays a cable while nothing is plugged in: socat would end with the last program that lets go of an end.
  const held = [a, b].map((end) => openSync(end ?? '', constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK));
  return {
    a: a ?? '',
    b: b ?? '',
    async unplug() {
      socat.kill('SIGKILL');
      await ended;
      for (const end of held.splice(0)) closeSync(end);
    },
  };
}
