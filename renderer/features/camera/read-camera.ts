import type { ErrorCode } from '#contracts/errors/registry.ts';
import { createAgreement } from './agreed-scan.ts';
import type { CameraAnswer } from './camera-answer.ts';
import { showCamera } from './show-camera.ts';

export interface CameraListener {
  read(scan: { text: string; symbology: string | null }): void;
  fault(code: ErrorCode): void;
}

/** Wide enough for the bars of an EAN-13 at arm's length, and read in a few milliseconds. */
const WIDTH = 1280;

/**
 * Shows the camera in `video` and reads barcodes until one is believed, which ends it. Frames are read by a worker, one at a time.
 * Gives a function that ends it and puts the camera's light out.
 */
export function readCamera(video: HTMLVideoElement, listener: CameraListener): () => void {
  const worker = new Worker(new URL('./camera.worker.ts', import.meta.url), { type: 'module', name: 'camera' });
  const agree = createAgreement();
  let ended = false;

  const hide = showCamera(video, WIDTH, { shown: next, fault: fail });

  function end(): void {
    ended = true;
    worker.terminate();
    hide();
  }

  function fail(code: ErrorCode): void {
    if (ended) return;
    end();
    listener.fault(code);
  }

  function next(): void {
    if (ended) return;
    video.requestVideoFrameCallback(() => {
      if (ended) return;
      createImageBitmap(video).then(
        (frame) => (ended ? frame.close() : worker.postMessage(frame, [frame])),
        () => next(),
      );
    });
  }

  worker.addEventListener('error', () => fail('camera-busy'));
  worker.addEventListener('message', ({ data: answer }: MessageEvent<CameraAnswer>) => {
    if (ended) return;
    const scan = answer.ok ? agree(answer.scans) : null;
    if (!scan) return next();
    end();
    listener.read(scan);
  });
  return end;
}
