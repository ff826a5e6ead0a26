/** What the worker saw in a frame; `ok` is false where it can't read at all. */
export type CameraAnswer = { ok: true; scans: { text: string; symbology: string | null }[] } | { ok: false };
