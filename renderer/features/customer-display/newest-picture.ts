import type { Readable } from '#renderer/app/external-store.ts';
import { thumbnailUrl } from '#renderer/features/pictures/picture-url.ts';
import type { SaleState } from '#renderer/features/sell/sale-state.ts';
import type { TillStore } from '#renderer/store/till-store.ts';

/** The picture of what was rung up last, for a customer's page that can load nothing by itself. */
export interface NewestPicture {
  /** As a data URL; null where it has none, or it is not here yet: `changed` tells when it is. */
  of(sale: Pick<SaleState, 'cart' | 'selected'>): string | null;
}

/** Pictures that are held; a customer's cart rarely has more products. */
const HELD_MAX = 60;

export function createNewestPicture(ports: {
  store: Readable<Pick<TillStore, 'cards'> | null>;
  /** The thumbnail of a picture as a data URL; null where there is none to be had. */
  load: (hash: string) => Promise<string | null>;
  changed: () => void;
}): NewestPicture {
  /** By variant; null while it is looked for, and where there is none. */
  const held = new Map<string, string | null>();

  async function look(variantId: string): Promise<void> {
    const [card] = (await ports.store.get()?.cards([variantId])) ?? [];
    const [picture] = card?.pictures ?? [];
    const loaded = picture ? await ports.load(picture.hash) : null;
    if (loaded === null || !held.has(variantId)) return;
    held.set(variantId, loaded);
    ports.changed();
  }

  return {
    of({ cart, selected }) {
      const line = cart?.lines.find(({ id }) => id === selected) ?? cart?.lines.at(-1);
      if (!line) {
        // The next customer's pictures may have come meanwhile.
        held.clear();
        return null;
      }
      const known = held.get(line.variantId);
      if (known !== undefined) return known;
      const [oldest] = held.keys();
      if (held.size >= HELD_MAX && oldest !== undefined) held.delete(oldest);
      held.set(line.variantId, null);
      void look(line.variantId).catch(() => {});
      return null;
    },
  };
}

/** Loads a thumbnail through the host. */
export async function loadThumbnail(hash: string): Promise<string | null> {
  const response = await fetch(thumbnailUrl(hash));
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !/^image\/(jpeg|webp)$/.test(type)) return null;
  const bytes = new Uint8Array(await response.arrayBuffer());
  return `data:${type};base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}
