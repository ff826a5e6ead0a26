import type { Generated } from 'kysely';
import type { PictureType } from '#contracts/picture/picture-header.ts';
import type { PlaceKind } from '#domain/stock/places.ts';
import type { Moment } from '#sync-server/db/column-types.ts';

/** A picture with its thumbnail, stored once whoever uses it. */
interface PictureTable {
  /** SHA-256 of `bytes`, hexadecimal. */
  hash: string;
  type: PictureType;
  width: number;
  height: number;
  bytes: Buffer;
  thumbnail_type: PictureType;
  thumbnail: Buffer;
  /** Whether the catalogue ever named it. */
  published: Generated<boolean>;
  added_at: Moment;
  /** Who added it, and at which register. */
  added_by: Generated<string | null>;
  added_on: Generated<string | null>;
}

/** A place within a location, as it was last published. */
interface PlaceTable {
  location_id: string;
  place_id: string;
  name: string;
  kind: PlaceKind;
  archived: boolean;
  revision: Generated<number>;
  changed_at: Moment;
  changed_by: string | null;
}

/** Where a variant lies in a location. */
interface HomePlaceTable {
  location_id: string;
  variant_id: string;
  place_id: string;
}

export interface PictureTables {
  picture: PictureTable;
  place: PlaceTable;
  home_place: HomePlaceTable;
}
