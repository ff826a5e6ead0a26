import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { ONLINE_RETAIL_HEADER } from '#sync-server/jobs/online-retail.ts';
import { type Program, run } from '#tests/fixtures/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'omnitill-import-'));
const running: Program[] = [];
afterAll(async () => {
  for (const program of running) await program.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: string[]): Program {
  const env = { OMNITILL_DATA_DIR: folder, DATABASE_URL: '' };
  const program = run(process.execPath, ['scripts/start.mjs', ...args], env);
  running.push(program);
  return program;
}

async function ends(program: Program): Promise<{ code: number | string; said: string }> {
  const code = await program.ended;
  return { code, said: program.output().trim() };
}

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const CSV = 'sku,name,category,tax,price\nNEW-1,New tea,Drinks,zero,2.50\nNEW-2,Bad tea,Drinks,zero,2.505\n';
const TOLD = '  line 3: price "2.505" has more than 2 decimals';

test('a file goes in through the running server, its bad row is told, the same again changes nothing', {
  timeout: 180_000,
}, async () => {
  const shop = start('server', '--server-port', '0');
  const url = (await shop.printed(/^server (http\S+)$/m))[1] ?? '';
  const to = ['--server', url];
  const file = write('products.csv', CSV);
  expect(await ends(start('import', file, ...to))).toEqual({
    code: 0,
    said: `1 of 1 products …\n1 new, 0 changed, 0 unchanged, 1 refused\n${TOLD}`,
  });
  expect(await ends(start('import', file, ...to))).toEqual({
    code: 0,
    said: `1 of 1 products …\n0 new, 0 changed, 1 unchanged, 1 refused\n${TOLD}`,
  });

  // What the demo shop was made from is known by its header and changes nothing in it.
  const globe = '536365,10002,INFLATABLE POLITICAL GLOBE ,6,2010-12-01 08:26:00,0.85,17850.0,United Kingdom';
  const postage = '536365,POST,POSTAGE,1,2010-12-01 08:26:00,18.0,17850.0,United Kingdom';
  const retail = write('online-retail.csv.gz', gzipSync([ONLINE_RETAIL_HEADER, globe, postage].join('\n')));
  expect((await ends(start('import', retail, ...to))).said).toBe(
    '1 of 1 products …\n0 new, 0 changed, 1 unchanged, 1 refused\n  line 3: POST is a charge or voucher, not a product',
  );

  const nothing = write('nothing.csv', 'a,b\n1,2\n');
  expect(await ends(start('import', nothing, ...to))).toEqual({
    code: 1,
    said: `Nothing in ${nothing} can be imported (line 1): the header has no column "sku", "name", "category", "tax", "price".`,
  });
  expect(await ends(start('import', file, ...to, '--store', 'paris'))).toEqual({
    code: 1,
    said: 'There is no store "paris"; there are: high-street, trade-counter.',
  });
  expect(await shop.stop()).toBe(0);
});

test('where no server runs the folder is opened for the import', { timeout: 120_000 }, async () => {
  const { code, said } = await ends(start('import', write('products.csv', CSV)));
  expect({ code, said }).toEqual({
    code: 0,
    said: expect.stringContaining('0 new, 0 changed, 1 unchanged, 1 refused'),
  });
});

test.runIf(process.platform === 'linux')(
  'a server that dies is told in one sentence',
  { timeout: 120_000 },
  async () => {
    const server = start('server', '--server-port', '0');
    await server.printed(/^Ctrl-C/m);
    const [pid] = readFileSync(`/proc/${server.child.pid}/task/${server.child.pid}/children`, 'utf8').split(' ');
    process.kill(Number(pid), 'SIGKILL');
    expect(await ends(server)).toMatchObject({
      code: 1,
      said: expect.stringContaining(
        `\nThe server ended unexpectedly (SIGKILL); see ${join(folder, 'logs', 'server.log')}.`,
      ),
    });
  },
);
