import { type BrowserWindow, type Rectangle, screen } from 'electron';
import Type, { type Static } from 'typebox';
import { latestWriter, readStored } from '#electron/host/stored-file.ts';

const WindowState = Type.Object(
  {
    x: Type.Integer(),
    y: Type.Integer(),
    width: Type.Integer({ minimum: 320, maximum: 20_000 }),
    height: Type.Integer({ minimum: 320, maximum: 20_000 }),
    maximized: Type.Boolean(),
  },
  { additionalProperties: false },
);
type WindowState = Static<typeof WindowState>;

/** Where the window was when it was last moved; nothing when no screen shows that place now. */
export async function readWindowState(file: string): Promise<WindowState | null> {
  const stored = await readStored(file, WindowState);
  return stored.found === 'value' && isOnScreen(stored.value) ? stored.value : null;
}

export function keepWindowState(file: string, window: BrowserWindow): void {
  const { write } = latestWriter(file);
  const save = () => write({ ...window.getNormalBounds(), maximized: window.isMaximized() } satisfies WindowState);
  window.on('resized', save).on('moved', save).on('maximize', save).on('unmaximize', save);
}

function isOnScreen(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const inX = bounds.x < workArea.x + workArea.width && bounds.x + bounds.width > workArea.x;
    return inX && bounds.y >= workArea.y && bounds.y < workArea.y + workArea.height;
  });
}
