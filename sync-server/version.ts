import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { parseJson } from '#contracts/schema.ts';

const manifest = parseJson(
  Type.Object({ version: Type.String() }),
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

/** Of the package, as `package.json` says. */
export const VERSION = manifest.ok ? manifest.value.version : 'unknown';
