import { PictureAnswer } from '#contracts/http/pictures.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { scalePicture } from './scale-picture.ts';

export type Uploaded = { ok: true; hash: string } | { ok: false; code: string };

/** Scales a picture and gives it to the server, which names it by its bytes. */
export async function uploadPicture(file: Blob): Promise<Uploaded> {
  const scaled = await scalePicture(file);
  if (!scaled) return { ok: false, code: 'picture-unfit' };
  const answer = await askServer('/pictures', PictureAnswer, { method: 'POST', body: scaled });
  if (answer.ok) return { ok: true, hash: answer.value.hash };
  return { ok: false, code: answer.offline ? 'offline' : answer.code };
}
