import { expect, it } from 'vitest';
import { PICTURE_LIMITS, PictureUpload, THUMBNAIL_LIMITS } from '#contracts/http/pictures.ts';
import { parse } from '#contracts/schema.ts';
import type { Picture } from './photo.ts';
import { FILE_BYTES_MAX, fileOf, scalePicture } from './scale-picture.ts';

/** A picture whose JPEG takes so many bytes a pixel at full quality. */
function picture(width: number, height: number, density: number) {
  const drawn: number[] = [];
  const read = async (): Promise<Picture> => ({
    width,
    height,
    jpeg(w, h, quality) {
      drawn.push(w);
      return `data:image/jpeg;base64,${btoa('x'.repeat(Math.ceil(w * h * density * quality)))}`;
    },
    close: () => undefined,
  });
  return { read, drawn };
}

const FILE = new Blob(['x']);

it('a picture comes within the limits, with its thumbnail, as the server takes it', async () => {
  for (const density of [0.05, 0.5, 2]) {
    const { read, drawn } = picture(4000, 3000, density);
    const upload = await scalePicture(FILE, read);
    expect(parse(PictureUpload, upload).ok).toBe(true);
    expect(atob(upload?.picture ?? '').length).toBeLessThanOrEqual(PICTURE_LIMITS.bytes);
    expect(atob(upload?.thumbnail ?? '').length).toBeLessThanOrEqual(THUMBNAIL_LIMITS.bytes);
    expect(Math.max(...drawn)).toBe(PICTURE_LIMITS.side);
  }
});

it('what is no image, or too large to be read, is none', async () => {
  expect(await scalePicture(FILE, () => Promise.reject(new Error('not an image')))).toBeNull();
  const { read, drawn } = picture(10, 10, 1);
  expect(await scalePicture({ size: FILE_BYTES_MAX + 1 } as Blob, read)).toBeNull();
  expect(drawn).toEqual([]);
});

it('a data URL is a file again', async () => {
  const file = fileOf(`data:image/png;base64,${btoa('pixels')}`);
  expect([file?.type, await file?.text()]).toEqual(['image/png', 'pixels']);
  expect([fileOf('data:text/html,<p>'), fileOf('')]).toEqual([null, null]);
});
