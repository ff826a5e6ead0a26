import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A program of the project, running by itself. */
export interface Child {
  /** What its ready line says (an address), or why it never came, in one sentence. */
  ready: Promise<{ ok: true; said: string } | { ok: false; reason: string }>;
  /** Resolves when it has ended, whoever ended it, and all it printed is in its log. */
  ended: Promise<Ended>;
  /** Asks it to end, and makes it end when it does not within ten seconds. */
  stop(): Promise<void>;
}

export interface Ended {
  /** True for one that a person may close, when it ended without a fault. */
  closed: boolean;
  /** One sentence: why or how it ended. */
  sentence: string;
}

export interface ChildOptions {
  /** Its name in a sentence: `the server`. */
  name: string;
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** Its ready line is this word, a space and what is said. */
  readyWord: string;
  readyMs: number;
  /** Whether a person may end it and so end everything: a window. */
  closable?: boolean;
  /** Where all it prints is kept. */
  logFile: string;
}

const STOP_MS = 10_000;

/**
 * Preloaded (`node --require`, `electron -r`) into what `startChild` starts: ends it when this process is gone without having
 * stopped it, as after kill -9.
 */
export const END_WITH_STARTER = fileURLToPath(new URL('end-with-starter.cjs', import.meta.url));

/** Starts a program in a process group of its own, so that Ctrl-C reaches only this process, which then stops it. */
export function startChild(options: ChildOptions): Child {
  const child = spawn(options.command, options.args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const output = watchOutput(child, options);
  child.on('exit', () => endGroup(child));
  const ended = new Promise<Ended>((resolve) => {
    child.on('error', ({ message }) =>
      resolve({ closed: false, sentence: `${capital(options.name)} did not start: ${message}.` }),
    );
    child.on('close', async (code, signal) => {
      await output.kept;
      const closed = code === 0 && options.closable === true;
      resolve({ closed, sentence: sentenceOf(options, code, signal, output.lastComplaint()) });
    });
  });
  return {
    ready: Promise.race([
      output.ready.then((said) => ({ ok: true as const, said })),
      ended.then(({ sentence }) => ({ ok: false as const, reason: sentence })),
      afterMs(options.readyMs).then(() => ({
        ok: false as const,
        reason: `${capital(options.name)} did not start within ${options.readyMs / 1000} s; see ${options.logFile}.`,
      })),
    ]),
    ended,
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

/** Command and arguments that run a TypeScript file of the project with this Node. */
export function typescriptProgram(file: string, ...args: string[]): { command: string; args: string[] } {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const program = fileURLToPath(new URL(`../${file}`, import.meta.url));
  return { command: process.execPath, args: ['--require', END_WITH_STARTER, '--import', tsx, program, ...args] };
}

interface WatchedOutput {
  ready: Promise<string>;
  /** Resolves when all that was printed is in the log file, or can't be. */
  kept: Promise<unknown>;
  lastComplaint(): string;
}

/** Keeps all that is printed in the log file, finds the ready line, remembers the last line of complaint. */
function watchOutput(child: ChildProcess, options: ChildOptions): WatchedOutput {
  const log = createWriteStream(options.logFile, { fd: openSync(options.logFile, 'w') });
  // A full disk must not end the shop for its log's sake.
  log.on('error', () => {});
  const kept = new Promise<void>((resolve) => log.on('close', () => resolve()));
  let complaint = '';
  const ready = new Promise<string>((resolve) => {
    if (child.stdout === null || child.stderr === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.write(`${line}\n`);
      if (line.startsWith(`${options.readyWord} `)) resolve(line.slice(options.readyWord.length + 1).trim());
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      log.write(`${line}\n`);
      if (line.trim() !== '') complaint = line.trim();
    });
  });
  child.on('close', () => log.end());
  return { ready, kept, lastComplaint: () => complaint };
}

/** A program that knows why it cannot go on says so in one sentence, last; any other end is told by its code. */
function sentenceOf(options: ChildOptions, code: number | null, signal: string | null, complaint: string): string {
  if (code === 1 && /^[^\s].*[.!]$/.test(complaint)) return complaint;
  return `${capital(options.name)} ended unexpectedly (${signal ?? `code ${code}`}); see ${options.logFile}.`;
}

/** Ends what a program leaves behind in its group when it is gone, as Electron does its helpers, which keep its output open. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || process.platform === 'win32') return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing was left.
  }
}

function afterMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
