import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { PICTURES_PER_HOUR } from '#contracts/http/pictures.ts';
import {
  CLEAR_WEBP,
  JPEG,
  LOSSLESS_WEBP,
  pictureBytes,
  WEBP,
  withSegment,
} from '#contracts/picture/testing/sample-pictures.ts';
import { changeCatalogue } from '#sync-server/commands/change-catalogue.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const hashOf = (base64: string) => createHash('sha256').update(pictureBytes(base64)).digest('hex');
const base64Of = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

async function upload(register: TestRegister, picture: string, thumbnail = WEBP, operator = MANAGER) {
  const response = await register.send('POST', '/pictures', { picture, thumbnail }, operator);
  return { status: response.status, body: (await response.json()) as { hash?: string; code?: string } };
}

async function variantOf(sku: string) {
  const { db } = shop.server.context;
  return db.selectFrom('variant').select(['variant_id', 'revision']).where('sku', '=', sku).executeTakeFirstOrThrow();
}

async function historyOf(register: TestRegister, variantId: string) {
  return JSON.parse(await (await register.get(`/catalogue/variants/${variantId}`, MANAGER)).text());
}

test('a picture is kept once, and shown to every register for ever', async () => {
  const register = await enrolTestRegister(shop.server);
  const answer = { status: 200, body: { hash: hashOf(JPEG) } };
  expect(await upload(register, JPEG)).toEqual(answer);
  expect(await upload(register, JPEG)).toEqual(answer);
  const { db } = shop.server.context;
  expect(await db.selectFrom('picture').select(['hash', 'type', 'width', 'height']).execute()).toEqual([
    { hash: hashOf(JPEG), type: 'image/jpeg', width: 8, height: 6 },
  ]);
  for (const [path, type, bytes] of [
    [`/pictures/${hashOf(JPEG)}`, 'image/jpeg', JPEG],
    [`/pictures/${hashOf(JPEG)}/thumbnail`, 'image/webp', WEBP],
  ] as const) {
    const response = await register.get(path);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(base64Of(new Uint8Array(await response.arrayBuffer()))).toBe(bytes);
  }
  expect((await register.get(`/pictures/${hashOf(WEBP)}`)).status).toBe(404);
  expect((await register.get('/pictures/..%2f')).status).toBe(400);
});

test('a thumbnail has its picture’s shape, and is the first that came with it', async () => {
  const register = await enrolTestRegister(shop.server);
  const other = base64Of(withSize(pictureBytes(JPEG), 3));
  expect((await upload(register, LOSSLESS_WEBP, other)).body.code).toBe('picture-unfit');
  expect((await upload(register, other, WEBP)).body.code).toBe('picture-unfit');
  expect((await upload(register, JPEG, CLEAR_WEBP)).status).toBe(200);
  const shown = await register.get(`/pictures/${hashOf(JPEG)}/thumbnail`);
  expect(base64Of(new Uint8Array(await shown.arrayBuffer()))).toBe(WEBP);
});

test('of new pictures each person and each register may add so many an hour, and the same again counts for none', async () => {
  const [here, there] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  const { db, now } = shop.server.context;
  const [added] = await db.selectFrom('picture').selectAll().where('hash', '=', hashOf(JPEG)).execute();
  if (!added) throw new Error('a picture');
  const full = Array.from({ length: PICTURES_PER_HOUR }, (_, n) => {
    const hash = createHash('sha256').update(`full ${n}`).digest('hex');
    return { ...added, hash, added_at: now(), added_by: 'somebody', added_on: here.registerId };
  });
  await db.insertInto('picture').values(full).execute();
  expect(await upload(here, LOSSLESS_WEBP)).toMatchObject({ status: 429, body: { code: 'picture-quota' } });
  expect((await upload(here, JPEG)).status).toBe(200);
  expect((await upload(there, LOSSLESS_WEBP)).status).toBe(200);
  await db
    .updateTable('picture')
    .set({ added_by: MANAGER, added_on: 'elsewhere' })
    .where('added_by', '=', 'somebody')
    .execute();
  expect((await upload(there, CLEAR_WEBP)).body.code).toBe('picture-quota');
  shop.clock.advance(3_600_000);
  expect((await upload(here, CLEAR_WEBP)).status).toBe(200);
  await db.deleteFrom('picture').where('hash', '<>', hashOf(JPEG)).execute();
});

test('only pictures are taken, of nothing but pixels, by those who may change the catalogue', async () => {
  const register = await enrolTestRegister(shop.server);
  const code = async (picture: string, thumbnail?: string) => (await upload(register, picture, thumbnail)).body.code;
  const page = base64Of(new TextEncoder().encode('<html><script>alert(1)</script>'));
  const svg = base64Of(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"></svg>'));
  const located = base64Of(withSegment(pictureBytes(JPEG), 0xe1, 'Exif\0\0GPS'));
  const large = base64Of(withSize(pictureBytes(JPEG), 1601));
  for (const unfit of [page, svg, located, large]) {
    expect([await code(unfit), await code(JPEG, unfit)]).toEqual(['picture-unfit', 'picture-unfit']);
  }
  expect(await code(JPEG, base64Of(withSize(pictureBytes(JPEG), 257)))).toBe('picture-unfit');
  expect(await code('not base64!')).toBe('body-invalid');
  expect((await upload(register, JPEG, WEBP, OPERATOR)).status).toBe(403);
  const kept = await shop.server.context.db.selectFrom('picture').select('hash').execute();
  expect(kept).toEqual([{ hash: hashOf(JPEG) }]);
});

test('a product names pictures that are there, tills are told of the first, and versions keep them', async () => {
  const register = await enrolTestRegister(shop.server);
  const { variant_id: variantId } = await variantOf('P1');
  const { row } = await historyOf(register, variantId);
  const [first, second] = [hashOf(JPEG), hashOf(CLEAR_WEBP)];
  const pictures = [{ hash: first, alt: { en: 'Front', 'zh-CN': '正面' } }, { hash: second }];
  const change = (base: number, after: object) =>
    changeCatalogue(
      shop.server.context,
      {
        changeId: shop.server.context.newId(),
        categories: [],
        variants: [{ base, after: { ...row.variant, ...after } }],
        prices: [],
      },
      MANAGER,
    );
  expect(await change(row.revision, { pictures })).toMatchObject({
    ok: false,
    faults: [{ entity: 'variant', id: variantId, code: 'picture-unknown' }],
  });
  await upload(register, JPEG);
  await upload(register, CLEAR_WEBP);
  expect(await change(row.revision, { pictures })).toMatchObject({ ok: true });
  const { documents } = await register.pullAll('chain');
  const pages = documents.filter(({ kind }) => kind === 'catalogue-page').map(({ data }) => JSON.parse(data ?? '{}'));
  const shown = pages.flatMap((page) => page.variants).find((variant) => variant.variantId === variantId);
  expect(shown.pictures).toEqual([pictures[0]]);
  expect(await change(row.revision + 1, { pictures: [{ hash: second }] })).toMatchObject({ ok: true });
  const { versions } = await historyOf(register, variantId);
  expect(versions[0].variant.pictures).toEqual([{ hash: second }]);
  expect(versions[1].variant.pictures).toEqual(pictures);
  // Whoever changed it from what stood before sees the difference.
  const conflict = await change(row.revision, { name: 'Other' });
  expect(conflict).toMatchObject({ ok: false, conflicts: [{ id: variantId, by: MANAGER }] });
});

test('what nobody used is forgotten after a week; what was ever published stays', async () => {
  const register = await enrolTestRegister(shop.server);
  const { variant_id: variantId } = await variantOf('P2');
  const { row } = await historyOf(register, variantId);
  await upload(register, JPEG);
  await upload(register, LOSSLESS_WEBP);
  const after = { ...row.variant, pictures: [{ hash: hashOf(JPEG) }] };
  const { context } = shop.server;
  const change = { changeId: context.newId(), categories: [], variants: [{ base: row.revision, after }], prices: [] };
  expect(await changeCatalogue(context, change, MANAGER)).toMatchObject({ ok: true });
  shop.clock.advance(8 * 86_400_000);
  await upload(register, CLEAR_WEBP);
  const kept = await context.db.selectFrom('picture').select('hash').execute();
  expect(kept.map(({ hash }) => hash).sort()).toEqual([hashOf(JPEG), hashOf(CLEAR_WEBP)].sort());
});

/** The same JPEG saying that it is so wide: its frame (SOF0) holds height and width as 16 bits. */
function withSize(jpeg: Uint8Array<ArrayBuffer>, width: number): Uint8Array {
  const at = jpeg.findIndex((byte, index) => byte === 0xff && jpeg[index + 1] === 0xc0);
  const larger = Uint8Array.from(jpeg);
  larger[at + 7] = width >> 8;
  larger[at + 8] = width & 0xff;
  return larger;
}
