import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLEAR_WEBP, JPEG, pictureBytes, WEBP } from '#contracts/picture/testing/sample-pictures.ts';
import { openPictureCache } from './picture-cache.ts';

let folder: string;
const PLENTY = 1_000_000;
const hashOf = (base64: string) => createHash('sha256').update(pictureBytes(base64)).digest('hex');
const pathOf = (base64: string) => `/pictures/${hashOf(base64)}`;
const answering = (base64: string) => async () => new Response(pictureBytes(base64));
const never = (): Promise<Response> => Promise.reject(new Error('asked'));
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer()).toString('base64');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-pictures-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('a picture is asked for once and then here, after a restart and without a network too', async () => {
  const cache = await openPictureCache(folder, PLENTY);
  await cache.answer(pathOf(JPEG), answering(JPEG));
  await cache.answer(`${pathOf(JPEG)}/thumbnail`, answering(WEBP));
  for (const again of [cache, await openPictureCache(folder, PLENTY)]) {
    const picture = await again.answer(pathOf(JPEG), never);
    expect(Object.fromEntries(picture.headers)).toEqual({
      'content-type': 'image/jpeg',
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect(await bytesOf(picture)).toBe(JPEG);
    expect(await bytesOf(await again.answer(`${pathOf(JPEG)}/thumbnail`, never))).toBe(WEBP);
  }
});

it('several who ask at once wait for one answer', async () => {
  const cache = await openPictureCache(folder, PLENTY);
  let asked = 0;
  const ask = async () => {
    asked++;
    return new Response(pictureBytes(JPEG));
  };
  const answers = await Promise.all([1, 2, 3].map(() => cache.answer(pathOf(JPEG), ask)));
  expect([asked, await Promise.all(answers.map(bytesOf))]).toEqual([1, [JPEG, JPEG, JPEG]]);
});

it('what the server refuses, or what is not the picture that was asked for, is not kept', async () => {
  const cache = await openPictureCache(folder, PLENTY);
  const none = () => cache.answer(pathOf(JPEG), async () => new Response('{}', { status: 404 }));
  expect((await Promise.all([none(), none()])).map(({ status }) => status)).toEqual([404, 404]);
  expect((await cache.answer(pathOf(JPEG), answering(WEBP))).status).toBe(502);
  const page = async () => new Response('<svg/>', { headers: { 'content-type': 'image/svg+xml' } });
  expect((await cache.answer(`${pathOf(JPEG)}/thumbnail`, page)).status).toBe(502);
  await expect(cache.answer(pathOf(JPEG), never)).rejects.toThrow('asked');
  expect(await readdir(folder)).toEqual([]);
});

it('a file that was torn is asked for anew', async () => {
  await writeFile(join(folder, hashOf(JPEG)), pictureBytes(JPEG).subarray(0, 100));
  await writeFile(join(folder, `${hashOf(WEBP)}.new`), 'half');
  const cache = await openPictureCache(folder, PLENTY);
  expect(await readdir(folder)).toEqual([hashOf(JPEG)]);
  expect(await bytesOf(await cache.answer(pathOf(JPEG), answering(JPEG)))).toBe(JPEG);
});

it('it never grows beyond its bound: what was used longest ago goes first', async () => {
  const sizes = [JPEG, WEBP, CLEAR_WEBP].map((one) => pictureBytes(one).length);
  const two = (sizes[0] ?? 0) + (sizes[2] ?? 0);
  const first = await openPictureCache(folder, two);
  await first.answer(pathOf(WEBP), answering(WEBP));
  await first.answer(pathOf(JPEG), answering(JPEG));
  await utimes(join(folder, hashOf(WEBP)), 1, 1);
  await utimes(join(folder, hashOf(JPEG)), 2, 2);
  const cache = await openPictureCache(folder, two);
  await cache.answer(pathOf(WEBP), never);
  await cache.answer(pathOf(CLEAR_WEBP), answering(CLEAR_WEBP));
  expect((await readdir(folder)).sort()).toEqual([hashOf(CLEAR_WEBP), hashOf(WEBP)].sort());
});
