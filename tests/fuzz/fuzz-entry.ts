import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What one protocol offers to be tried with broken input. */
export interface FuzzEntry {
  name: string;
  /** Well-formed input, from which the broken is made. */
  samples: readonly Uint8Array[];
  /** Throws when something wrong comes out: a crash, a wrong item, weight or status. */
  run(bytes: Uint8Array, splits: readonly number[]): void;
}

export interface FoundEntry extends FuzzEntry {
  /** Its path from the root of the project. */
  file: string;
}

const ROOT = join(import.meta.dirname, '..', '..');
const PLACES = ['drivers', 'contracts'];

/** Source files below a folder whose names end so, as paths from the root of the project, sorted. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .sort();
}

/** Every `*.fuzz.ts` of the drivers and contracts. */
export async function fuzzEntries(): Promise<FoundEntry[]> {
  const files = PLACES.flatMap((place) => filesBelow(place, '.fuzz.ts'));
  return Promise.all(
    files.map(async (file) => {
      const { default: entry }: { default: FuzzEntry } = await import(pathToFileURL(join(ROOT, file)).href);
      return { file, name: entry.name, samples: entry.samples, run: entry.run };
    }),
  );
}
