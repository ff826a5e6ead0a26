import { PICTURE_LIMITS, type PictureUpload, THUMBNAIL_LIMITS } from '#contracts/http/pictures.ts';
import { photoOf, type ReadPicture, readPicture } from './photo.ts';

/** Larger files are no photo of a product; reading them could take all memory. */
export const FILE_BYTES_MAX = 50_000_000;

/**
 * A picture of a file as the server keeps it, and its thumbnail: scaled, upright, with nothing of the file's own data (where, when,
 * by which camera). Null when the file is no image that can be read.
 */
export async function scalePicture(file: Blob, read: ReadPicture = readPicture): Promise<PictureUpload | null> {
  if (file.size > FILE_BYTES_MAX) return null;
  const picture = await photoOf(file, read, limitsOf(PICTURE_LIMITS));
  const thumbnail = picture === null ? null : await photoOf(file, read, limitsOf(THUMBNAIL_LIMITS));
  return picture === null || thumbnail === null ? null : { picture: base64Of(picture), thumbnail: base64Of(thumbnail) };
}

/** As many characters of a data URL as stay within the bytes. */
function limitsOf({ side, bytes }: { side: number; bytes: number }): { side: number; characters: number } {
  return { side, characters: Math.floor(bytes / 3) * 4 };
}

function base64Of(dataUrl: string): string {
  return dataUrl.slice(dataUrl.indexOf(',') + 1);
}

/** The file of a data URL; null where it is none. */
export function fileOf(dataUrl: string): Blob | null {
  const [, type = '', base64 = ''] = /^data:(image\/[a-z]+);base64,(.+)$/.exec(dataUrl) ?? [];
  if (base64 === '') return null;
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });
}
