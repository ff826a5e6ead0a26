import { HELP, readOptions } from '#sync-server/options.ts';
import { StartFault } from '#sync-server/start-fault.ts';

/** The server as a program: one line when ready, another with the code that opens a shop while it has none, one sentence when it can't start, a clean end on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  // Loaded only here, so that wrong flags are told at once.
  const { openServer } = await import('#sync-server/server.ts');
  const { hasNoStore } = await import('#sync-server/commands/open-shop.ts');
  const server = await openServer(options);
  process.stdout.write(`server ${server.url}\n`);
  if (await hasNoStore(server.context)) process.stdout.write(`setup ${server.context.setupCode}\n`);
  await stopped;
  await server.close();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const sentence = error instanceof StartFault ? error.message : `The server failed: ${String(error)}`;
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  },
);
