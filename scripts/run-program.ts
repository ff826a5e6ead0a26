import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Run {
  code: number | null;
  /** All it printed, both streams. */
  output: string;
}

/** Runs a program to its end in the checkout and keeps what it prints; ends it, with code null, when its time is used up. */
export function runProgram(
  command: string,
  args: readonly string[],
  { timeoutMs, env = {} }: { timeoutMs: number; env?: Readonly<Record<string, string | undefined>> },
): Promise<Run> {
  const child = spawn(command, args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGTERM'), timeoutMs);
  const hard = setTimeout(() => child.kill('SIGKILL'), timeoutMs + 10_000);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    const end = (code: number | null) => {
      clearTimeout(timer);
      clearTimeout(hard);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(null);
    });
    child.on('close', end);
  });
}

/** The file that a package's command runs, for `node FILE`: the same on every system, and no shell between. */
export function packageProgram(name: string, path: string): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), path);
}
