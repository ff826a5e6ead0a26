import { createServer, type Server } from 'node:net';
import { expect, type Locator, test } from '@playwright/test';
import { VirtualScanner } from '#drivers/sim/scanner/virtual-scanner.ts';
import { type OneTill, openOneTill } from './one-till.ts';
import { freePort, type Shop } from './shop.ts';
import { DESKTOP, MANAGER, type TillPage } from './till-page.ts';

/** From the demo shop (resources/demo/products.csv.gz). */
const GLOBE = '2900100020008';
/** On every test page: the example of ISO/IEC 15420. */
const TEST_BARCODE = '4006381333931';
/** An idle printer is looked at every ten seconds, a faulty one every three. */
const NOTICED = { timeout: 30_000 };

test.describe.configure({ mode: 'serial' });

let one: OneTill;
let shop: Shop;
let till: TillPage;
let scanner: VirtualScanner;
let scannerPort: number;

/** A till as it comes: joined to the shop, and nothing set up. */
test.beforeAll(async () => {
  scanner = new VirtualScanner();
  scannerPort = await scanner.listen(0);
  one = await openOneTill({ hardware: 'none', operator: MANAGER });
  ({ shop, till } = one);
});

test.afterAll(async () => {
  await one?.close();
  await scanner?.close();
});

/** On the screen with all that is checked, on a tablet, and in the dark. */
async function seen(name: string): Promise<void> {
  await expect(till.get('finding')).toHaveCount(0);
  await till.looksRightIn(['dark'], `devices-${name}`);
  await till.in('tablet', () => till.shot(`devices-${name}-tablet`));
}

async function openDevices(): Promise<void> {
  await till.get('rail-more').click();
  await till.get('devices-open').click();
  await expect(till.get('devices')).toBeVisible();
}

const row = (device: string): Locator => till.get(`device-${device}`);
const answer = (question: string, value: 'yes' | 'no'): Promise<void> =>
  till.page.locator(`[data-testid="answer-${question}"][data-value="${value}"]`).click();
const notice = (code: string): Locator => till.page.locator(`[data-testid="notice"][data-code="${code}"]`);

async function at(connection: string, place: string, port: string | number): Promise<void> {
  await till.page.locator(`[data-testid="connection"][data-value="${connection}"]`).click();
  await till.get('place').fill(place);
  await till.get('port').fill(String(port));
}

test('a new till is led from the printer to a test receipt', async () => {
  const printerPort = new URL(shop.printerUrl).port;
  await expect(notice('devices-offer')).toBeVisible();
  await seen('offer');
  await till.get('offer-set-up').click();
  await expect(till.get('setup-printer')).toBeVisible();
  await seen('setup-printer');

  await till.get('place').fill('http://printer');
  await expect(till.page.getByRole('alert')).toBeVisible();
  await expect(till.get('setup-print')).toBeDisabled();
  await at('tcp', '127.0.0.1', await freePort());
  await till.get('setup-print').click();
  await expect(notice('printer-unreachable')).toBeVisible(NOTICED);

  await at('tcp', '127.0.0.1', printerPort);
  await till.get('model-search').fill('epson t88');
  await till.page.locator('[data-model="epson-tm-t88-zh"]').click();
  await till.get('setup-print').click();
  await expect(till.get('setup-page')).toBeVisible(NOTICED);
  const [page] = await shop.receipts();
  expect(page?.lines.join('\n')).toContain('Epson TM-T88');
  expect(page?.lines.join('\n')).toContain('1,234.50');

  await answer('out', 'yes');
  await answer('wide', 'no');
  await expect(notice('remedy-width')).toBeVisible();
  await expect(till.get('setup-next')).toBeDisabled();
  await seen('setup-page');
  await till.get('model-all').click();
  await till.page.locator('[data-model="generic-80"]').click();
  await till.get('setup-again').click();
  await expect.poll(async () => (await shop.receipts()).length).toBe(2);
  for (const question of ['out', 'wide', 'signs']) await answer(question, 'yes');
  await till.get('setup-next').click();

  await till.get('setup-pulse').click();
  await answer('drawer', 'no');
  await expect(till.get('setup-next')).toBeDisabled();
  await seen('setup-drawer');
  await till.get('setup-other-pin').click();
  await answer('drawer', 'yes');
  await till.get('setup-next').click();

  await expect(till.get('setup-scanner')).toBeVisible();
  await till.scan(GLOBE);
  await expect(notice('scan-other')).toBeVisible();
  await till.scan(TEST_BARCODE);
  await expect(notice('scan-right')).toBeVisible();
  await till.get('setup-scanner-add').click();
  await at('tcp', '127.0.0.1', scannerPort);
  await seen('setup-scanner');
  await till.get('setup-scanner-save').click();
  await expect(till.get('setup-scanner-add')).toBeVisible();
  await expect.poll(() => scanner.connected).toBe(true);
  await scanner.scan(TEST_BARCODE, ']E0');
  await expect(till.get('scan-by')).toContainText('Scanner 1');
  await till.get('setup-next').click();

  await expect(till.get('setup-receipt')).toHaveAttribute('data-state', 'printed', NOTICED);
  await expect(till.get('setup-summary')).toContainText('ESC/POS 80 mm');
  const [receipt] = await shop.receipts();
  expect(receipt?.lines.join('\n')).toMatch(/Test receipt[\s\S]*Nothing was sold[\s\S]*Pin 5/);
  await seen('setup-done');
  await till.get('setup-finish').click();
  await expect(row('printer')).toHaveAttribute('data-set', 'true');
  await expect(row('printer').getByTestId('device-sight')).toHaveAttribute('data-tone', 'ok', NOTICED);
  await expect(till.get('devices')).toContainText('Pin 5');
});

test('a scanner on a line says what it reads, and that it was unplugged', async () => {
  await row('scanner').getByTestId('device-change').click();
  await till.get('scanner-suffix').fill('12345678901');
  await expect(till.page.getByRole('alert')).toBeVisible();
  await expect(till.get('device-save')).toBeDisabled();
  await till.get('scanner-suffix').fill('<CR><LF>');
  await seen('scanner-form');
  await till.get('device-save').click();
  await expect(row('scanner').getByTestId('device-sight')).toHaveAttribute('data-tone', 'ok', NOTICED);
  await scanner.scan(GLOBE, ']E0');
  await expect(till.get('scan-read')).toHaveText(GLOBE);
  await expect(till.get('scan-by')).toContainText('Scanner 1');
  await expect(till.get('scan-by')).toContainText(']E0');
  await expect(till.get('scan-means')).toHaveAttribute('data-known', 'true');
  await till.scan('4006381333932');
  await expect(till.get('scan-means')).toHaveAttribute('data-known', 'false');
  await seen('page');

  await scanner.close();
  await expect(till.get('device-chip')).toHaveAttribute('data-code', 'scanner-unreachable', NOTICED);
  await expect(till.get('device-chip')).toHaveAttribute('data-state', 'offline');
  await till.get('rail-sell').click();
  await seen('chip-scanner');
  await openDevices();
  await scanner.listen(scannerPort);
  await expect(till.get('device-chip')).toHaveCount(0, NOTICED);
});

test('the network is searched only when asked, and the search can be stopped', async () => {
  const found = [
    { address: 'tcp://192.0.2.7:9100', name: 'Star mC-Print3', device: 'printer', model: 'star-mc-print3' },
  ];
  let asked = 0;
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  await till.page.route('**/ipc', async (route) => {
    const { method } = route.request().postDataJSON();
    if (method === 'devices.find') {
      asked++;
      await stopped;
      return route.fulfill({ json: { ok: true, found } });
    }
    if (method !== 'devices.find-cancel') return route.fallback();
    stop();
    return route.fulfill({ json: { ok: true } });
  });
  await row('printer').getByTestId('device-change').click();
  await expect(till.get('place')).toHaveValue('127.0.0.1');
  expect(asked).toBe(0);
  await till.get('find').click();
  await expect(till.get('finding')).toBeVisible();
  await till.get('find-cancel').click();
  await till.get('found').click();
  await expect(till.get('place')).toHaveValue('192.0.2.7');
  await expect(till.get('model-chosen')).toHaveText('Star mC-Print3');
  await seen('found');
  await till.page.unroute('**/ipc');
  await till.get('task-back').click();
});

test('what is wrong with settings is said, and nothing is changed', async () => {
  await till.get('scanner-add').click();
  await till.page.locator('[data-testid="connection"][data-value="serial"]').click();
  await till.get('place').fill('/dev/ttyS99');
  await till.get('scanner-name').fill('Scanner 1');
  await till.get('device-save').click();
  await expect(notice('device-scanner-repeated')).toBeVisible();
  await till.get('task-back').click();
  await expect(row('scanner')).toHaveCount(1);
});

test('every device is set up, tried, changed and removed on its own', async () => {
  for (const device of ['drawer', 'wedge', 'scale', 'line-display', 'customer-window', 'label-printer']) {
    await row(device).getByTestId('device-change').click();
    await expect(till.get(`${device}-form`)).toBeVisible();
    await seen(`${device}-form`);
    await till.press('Escape');
  }
  await row('printer').getByTestId('device-test').click();
  await expect(notice('tested-printer')).toBeVisible(NOTICED);
  await row('customer-window').getByTestId('device-change').click();
  const picture = await till.page.screenshot({ type: 'png' });
  await till.get('picture-file').setInputFiles({ name: 'shop.png', mimeType: 'image/png', buffer: picture });
  await expect(till.get('picture')).toHaveCount(1);
  await expect(till.get('picture')).toHaveJSProperty('naturalWidth', DESKTOP.width);
  await till.get('picture-file').setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('no') });
  await expect(notice('picture-unread')).toBeVisible();
  await till.get('device-save').click();
  await expect(row('customer-window')).toHaveAttribute('data-set', 'true');
  await row('customer-window').getByTestId('device-remove').click();
  await row('customer-window').getByTestId('device-remove-yes').click();
  await expect(row('customer-window')).toHaveAttribute('data-set', 'false');
});

/** A Mettler-Toledo 8217 on a serial server: answers each `W` with what is seen on it. */
async function openScale(sees: () => string): Promise<{ server: Server; port: number }> {
  const port = await freePort();
  const server = createServer((socket) => {
    socket.on('data', (bytes) => {
      if (bytes.includes('W')) socket.write(`\x02${sees()}\r`);
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { server, port };
}

test('a scale is tried: what it sees, and the weight once it is still', async () => {
  let sees = '?a';
  const scale = await openScale(() => sees);
  try {
    await row('scale').getByTestId('device-change').click();
    await at('tcp', '127.0.0.1', scale.port);
    await till.get('device-save').click();
    await row('scale').getByTestId('device-test').click();
    await expect(till.get('weigh-test')).toContainText('Still moving');
    await seen('weighing');
    sees = '01.234';
    await expect(till.get('weight')).toHaveText('1.234 kg');
    await till.get('weigh-close').click();
    await row('scale').getByTestId('device-remove').click();
    await row('scale').getByTestId('device-remove-no').click();
    await expect(row('scale')).toHaveAttribute('data-set', 'true');
    await row('scale').getByTestId('device-remove').click();
    await seen('removing');
    await row('scale').getByTestId('device-remove-yes').click();
    await expect(row('scale')).toHaveAttribute('data-set', 'false');
  } finally {
    scale.server.close();
  }
});

test('settings of scanners that type work at once, and stay', async () => {
  await row('wedge').getByTestId('device-change').click();
  await till.get('wedge-gap').fill('5');
  await expect(till.get('device-save')).toBeDisabled();
  await till.get('wedge-gap').fill('50');
  await till.get('wedge-prefix').fill('~');
  await till.scan(`~${GLOBE}`);
  await expect(till.get('scan-read')).toHaveText(GLOBE);
  await till.get('device-save').click();
  await expect(row('wedge')).toContainText('~');
  await till.scan(`~${GLOBE}`);
  await expect(till.get('scan-read')).toHaveText(GLOBE);
});

test('a printer without paper is red beside the sync state, and leads here', async () => {
  await till.get('rail-sell').click();
  await shop.printerFaults({ paperOut: true });
  const chip = till.get('device-chip');
  await expect(chip).toHaveAttribute('data-code', 'printer-paper-out', NOTICED);
  await expect(chip).toHaveAttribute('data-state', 'trouble');
  await seen('chip');
  await chip.click();
  await seen('chip-panel');
  await till.press('Escape');
  await shop.stopServer();
  await expect(till.get('offline')).toBeVisible(NOTICED);
  await seen('chip-offline');
  await shop.startServer();
  await chip.click();
  await till.get('device-panel-open').click();
  await expect(row('printer').getByTestId('device-sight')).toHaveAttribute('data-tone', 'bad');
  await seen('page-trouble');
  await shop.printerFaults({ paperOut: false });
  await expect(chip).toHaveCount(0, NOTICED);
});

test('in Chinese', async () => {
  await till.get('rail-more').click();
  await till.get('language-zh-CN').click();
  await openDevices();
  await seen('zh-page');
  for (const device of ['printer', 'drawer', 'wedge', 'scale', 'line-display', 'customer-window', 'label-printer']) {
    await row(device).getByTestId('device-change').click();
    await seen(`zh-${device}-form`);
    await till.press('Escape');
  }
  await till.get('devices-setup').click();
  await seen('zh-setup-printer');
  await till.press('Escape');
  await till.get('rail-more').click();
  await till.get('language-en').click();
});

test('who may not change settings sees what is wrong, and no way to change it', async () => {
  await till.get('switch-operator').click();
  await till.get('operator-tile').filter({ hasText: 'Ada' }).click();
  await till.type('1234');
  await till.press('Enter');
  await shop.printerFaults({ coverOpen: true });
  await expect(till.get('device-chip')).toHaveAttribute('data-code', 'printer-cover-open', NOTICED);
  await till.get('device-chip').click();
  await expect(notice('printer-cover-open')).toBeVisible();
  await expect(till.get('device-panel-open')).toHaveCount(0);
  await till.press('Escape');
  await shop.printerFaults({ coverOpen: false });
  await till.get('rail-more').click();
  await expect(till.get('devices-open')).toHaveCount(0);
});
