// Stands in for Electron's default app, which the republished runtime lacks: `electron [-r MODULE]... DIR` runs DIR's main
// entry, `electron --version` names the version. The entry is awaited at top level, so that what must happen before the
// `ready` event (privileged schemes) still can.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

if (process.argv.includes('--version')) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}

const { target, preloads } = readArguments(process.argv.slice(1));
if (target === undefined) {
  console.error('Usage: electron [-r MODULE]... APP_DIR');
  process.exit(2);
}
process.defaultApp = true;
const require = createRequire(import.meta.url);
for (const preload of preloads) require(preload);
try {
  await import(pathToFileURL(entryOf(target)).href);
} catch (error) {
  console.error(error);
  process.exit(1);
}

function readArguments(given) {
  const preloads = [];
  for (let at = 0; at < given.length; at++) {
    if (given[at] === '-r' || given[at] === '--require') preloads.push(path.resolve(given[++at]));
    else if (!given[at].startsWith('-')) return { target: path.resolve(given[at]), preloads };
  }
  return { target: undefined, preloads };
}

function entryOf(target) {
  if (!fs.statSync(target).isDirectory()) {
    app.setAppPath(path.dirname(target));
    return target;
  }
  const manifestPath = path.join(target, 'package.json');
  const manifest = fs.existsSync(manifestPath) ? JSON.parse(fs.readFileSync(manifestPath, 'utf8')) : {};
  if (manifest.version) app.setVersion(manifest.version);
  app.name = manifest.productName || manifest.name || app.name;
  app.setPath('userData', path.join(app.getPath('appData'), app.name));
  app.setAppPath(target);
  return path.join(target, manifest.main || 'index.js');
}
