/** As wide as paper of 80 mm has dots, as high as a receipt takes (`logoDots`). */
const WIDTH = 576;
const HEIGHT = 240;
/** `ReceiptPolicy.logo` takes no more. */
const CHARACTERS_MAX = 200_000;

/** A picture that was chosen as a PNG for receipts, a data URL, no larger than a receipt prints it; null where it is none. */
export async function logoOfFile(file: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  const scale = Math.min(1, WIDTH / bitmap.width, HEIGHT / bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) return null;
  // Transparent is white on paper.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const url = canvas.toDataURL('image/png');
  return url.length <= CHARACTERS_MAX ? url : null;
}
