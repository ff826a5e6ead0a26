import { expect, test } from 'vitest';
import { COUNTER_PORTS } from '#drivers/sim/counter/counter-ports.ts';
import { readOptions, type StartOptions } from './start-options.ts';

function read(args: string, env: Record<string, string> = {}) {
  return readOptions(
    args.split(' ').filter((word) => word !== ''),
    env,
    '/checkout',
  );
}

function options(args: string, env: Record<string, string> = {}): StartOptions {
  const result = read(args, env);
  if (result.ok !== true) throw new Error(JSON.stringify(result));
  return result.options;
}

test('without flags everything is as documented', () => {
  expect(options('')).toMatchObject({
    mode: 'all',
    dataDir: '/checkout/data',
    serverPort: 4310,
    tillPort: 4330,
    counterPort: 4390,
    devicePorts: {},
    open: true,
    browser: false,
    reset: false,
  });
});

test("a shop of one's own begins empty, in a folder of its own, which --reset never deletes", () => {
  expect(options('--own')).toMatchObject({ own: true, empty: true, dataDir: '/checkout/data-own' });
  expect(options('--own --data-dir /mine')).toMatchObject({ own: true, dataDir: '/mine' });
  expect(options('')).toMatchObject({ own: false, empty: false });
  expect(read('--own --reset')).toMatchObject({ ok: false });
  expect(read('till --own')).toMatchObject({ ok: false });
  expect(options('till --setup-code AB')).toMatchObject({ setupCode: 'AB' });
});

test('variables set what flags set, and flags win', () => {
  const env = { OMNITILL_DATA_DIR: '/shop', OMNITILL_SERVER_PORT: '5000', OMNITILL_NO_OPEN: '1' };
  expect(options('--server-port 6000', env)).toMatchObject({
    dataDir: '/shop',
    serverPort: 6000,
    open: false,
    browser: true,
  });
  expect(options('', { OMNITILL_NO_OPEN: '0' })).toMatchObject({ open: true, browser: false });
});

test('the server listens to this machine alone, unless another address is named', () => {
  expect(options('').serverHost).toBeUndefined();
  expect(options('server --server-host 0.0.0.0').serverHost).toBe('0.0.0.0');
  expect(options('', { OMNITILL_SERVER_HOST: '192.168.1.20' }).serverHost).toBe('192.168.1.20');
  expect(read('till --server-host 0.0.0.0')).toMatchObject({ ok: false });
});

test('virtual devices have ports that can be chosen', () => {
  const chosen = options('--terminal-port 20008 --scale-port 0', { OMNITILL_WALLET_PORT: '5001' });
  expect(chosen.devicePorts).toEqual({ terminal: 20_008, scale: 0, wallet: 5001 });
  expect(read('--wallet-port 70000')).toMatchObject({ ok: false });
  expect(read('till --wallet-port 1')).toMatchObject({ ok: false });
});

test('the halves have flags of their own', () => {
  expect(options('till --server http://shop:4310/ --code ABCD --data-dir /two')).toMatchObject({
    mode: 'till',
    server: 'http://shop:4310',
    code: 'ABCD',
    dataDir: '/two',
  });
  expect(options('import products.csv --store high-street')).toMatchObject({
    subject: 'products.csv',
    store: 'high-street',
  });
  expect(options('revoke high-street-R2')).toMatchObject({ mode: 'revoke', subject: 'high-street-R2' });
});

test.each([
  ['--server-port 99999', '--server-port must be a port number from 0 to 65535, not "99999".'],
  ['--till-port x', '--till-port must be a port number from 0 to 65535, not "x".'],
  ['--wat', "Unknown option '--wat'; --help lists what there is."],
  ['till --reset', "Unknown option '--reset'; --help lists what there is."],
  ['till --code --data-dir x', '--code needs a value.'],
  ['tills', '"tills" means nothing here; --help lists what does.'],
  ['import', 'Name the file to import: npm run import -- FILE.'],
  ['revoke', 'Name the register to revoke by its id: npm run revoke -- REGISTER.'],
  ['revoke R1 R2', '"R2" means nothing here; --help lists what does.'],
])('%s gets one sentence', (args, message) => {
  expect(read(args)).toEqual({ ok: false, message });
});

test('--help lists every flag with its variable', () => {
  const help = read('--help');
  if (help.ok !== 'help') throw new Error('no help');
  const ports = ['server', 'till', ...Object.keys(COUNTER_PORTS)];
  const names = ['data-dir', ...ports.map((one) => `${one}-port`), 'browser', 'no-open'];
  for (const name of names) {
    expect(help.text).toMatch(new RegExp(`--${name}\\b.*OMNITILL_${name.toUpperCase().replaceAll('-', '_')}\\b`));
  }
  for (const variable of ['DATABASE_URL', 'OMNITILL_SMTP_URL', 'OMNITILL_ADMIN_TOKEN'])
    expect(help.text).toContain(variable);
  for (const half of ['npm run server', 'npm run till', 'npm run import', 'npm run revoke'])
    expect(help.text).toContain(half);
});
