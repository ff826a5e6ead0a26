import type { ErrorCode } from '#contracts/errors/registry.ts';

export interface CameraShown {
  /** The picture runs. */
  shown(): void;
  /** It ended, or never began. */
  fault(code: ErrorCode): void;
}

/**
 * Shows the camera in `video`, at about so many pixels of width; the one facing away is taken where there are several. Gives a
 * function that ends it and puts the camera's light out.
 */
export function showCamera(video: HTMLVideoElement, width: number, { shown, fault }: CameraShown): () => void {
  let stream: MediaStream | null = null;
  let ended = false;

  function end(): void {
    ended = true;
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
  }

  function fail(code: ErrorCode): void {
    if (ended) return;
    end();
    fault(code);
  }

  async function start(): Promise<void> {
    const opened = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: width } },
    });
    if (ended) {
      for (const track of opened.getTracks()) track.stop();
      return;
    }
    stream = opened;
    for (const track of opened.getVideoTracks()) track.addEventListener('ended', () => fail('camera-missing'));
    video.srcObject = opened;
    await video.play();
    if (!ended) shown();
  }
  start().catch((error: unknown) => fail(cameraFault(error instanceof Error ? error.name : '')));
  return end;
}

/** By the names of Media Capture and Streams, section 9.2 (getUserMedia). */
function cameraFault(name: string): ErrorCode {
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'camera-denied';
  if (name === 'NotReadableError' || name === 'AbortError') return 'camera-busy';
  return 'camera-missing';
}
