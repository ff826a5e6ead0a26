import { fileURLToPath } from 'node:url';
import { readOptions } from './start-options.ts';
import { startShop } from './start-shop.ts';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const read = readOptions(process.argv.slice(2), process.env, root);
if (read.ok === 'help') console.log(read.text);
else if (!read.ok) refuse(read.message);
else if (read.options.mode === 'import') {
  const { importFile } = await import('./import.ts');
  process.exitCode = await importFile(read.options);
} else if (read.options.mode === 'revoke') {
  const { revokeRegister } = await import('./revoke.ts');
  process.exitCode = await revokeRegister(read.options);
} else {
  const outcome = await startShop(read.options, root);
  if (!outcome.ok) refuse(outcome.message);
  process.exit();
}

function refuse(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
