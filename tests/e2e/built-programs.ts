import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { type Program, ROOT, run } from '#tests/fixtures/program.ts';

/** The programs that a shop is made of: starting them from TypeScript each time takes longer than all else they do. */
const PROGRAMS = {
  server: 'sync-server/main.ts',
  till: 'electron/web/main.ts',
  counter: 'drivers/sim/counter-main.ts',
} as const;

const NAMED = { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' };

/** The environment variable that says where they were built. */
const BUILT = 'OMNITILL_TEST_PROGRAMS';

/**
 * Builds them for a whole run, and answers what takes them away again. They lie inside the checkout, so that they find their
 * packages, which stay as they are; what they read beside their source they still find there.
 */
export async function buildPrograms(): Promise<() => void> {
  mkdirSync(path.join(ROOT, 'test-results'), { recursive: true });
  const outDir = mkdtempSync(path.join(ROOT, 'test-results', 'programs-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [{ name: 'place-of-source', enforce: 'pre', transform: keepPlace }],
    build: { ssr: true, target: 'node20', outDir, rolldownOptions: { input: PROGRAMS, output: NAMED } },
  });
  process.env[BUILT] = outDir;
  return () => rmSync(outDir, { recursive: true, force: true });
}

function keepPlace(code: string, id: string): string | undefined {
  if (!path.isAbsolute(id) || !code.includes('import.meta.')) return undefined;
  return code
    .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id)))
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
}

/** Starts one of them with `env` added to this process's environment. */
export function runBuilt(
  program: keyof typeof PROGRAMS,
  args: string[] = [],
  env: Record<string, string> = {},
): Program {
  const built = process.env[BUILT];
  if (!built) throw new Error('the programs were not built');
  return run(process.execPath, [path.join(built, `${program}.mjs`), ...args], env);
}
