/** A photo as it is kept: a data URL. */
export type Photo = string;

/** Longest side in pixels, and fewer characters of the data URL than this. */
export interface PhotoLimits {
  side: number;
  characters: number;
}

/** What the vault holds of one text is 100,000. */
export const PHOTO_LIMITS: PhotoLimits = { side: 640, characters: 90_000 };

/** An image that was read; `jpeg` draws it so large, at a quality in (0, 1], and gives a data URL. */
export interface Picture {
  width: number;
  height: number;
  jpeg(width: number, height: number, quality: number): string;
  close(): void;
}

/** Reads an image; throws when the file holds none that can be shown. */
export type ReadPicture = (file: Blob) => Promise<Picture>;

const QUALITIES = [0.8, 0.6, 0.4] as const;

/**
 * Scales an image file down to what travels with a report, or to other limits, as a JPEG with nothing of the file's own data (where, when, by which
 * camera). Null when the file is no image that can be read and drawn.
 */
export async function photoOf(
  file: Blob,
  read: ReadPicture = readPicture,
  limits: PhotoLimits = PHOTO_LIMITS,
): Promise<Photo | null> {
  const picture = await read(file).catch(() => null);
  if (!picture) return null;
  try {
    return smallEnough(picture, limits);
  } catch {
    return null;
  } finally {
    picture.close();
  }
}

function smallEnough(picture: Picture, limits: PhotoLimits): Photo | null {
  for (let side = limits.side; side >= 160; side /= 2) {
    const { width, height } = sizeWithin(picture, side);
    for (const quality of QUALITIES) {
      const photo = picture.jpeg(width, height, quality);
      if (isPhoto(photo) && photo.length < limits.characters) return photo;
    }
  }
  return null;
}

/** The size in the same shape with no side above `side`; never larger than it is, never nothing. */
export function sizeWithin(
  { width, height }: { width: number; height: number },
  side: number,
): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Whether a text is a photo that may be shown: of a kind of image that holds nothing but pixels. */
export function isPhoto(text: string): boolean {
  return /^data:image\/(jpeg|png);base64,[A-Za-z0-9+/]/.test(text);
}

/** Reads by the browser's own decoders. */
export async function readPicture(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file);
  return {
    width: bitmap.width,
    height: bitmap.height,
    jpeg(width, height, quality) {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d');
      if (!context) return '';
      // A JPEG has no transparency; what lets through would be black.
      context.fillStyle = '#fff';
      context.fillRect(0, 0, width, height);
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, width, height);
      return canvas.toDataURL('image/jpeg', quality);
    },
    close: () => bitmap.close(),
  };
}
