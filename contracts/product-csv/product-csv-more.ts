import type { ProductRow } from '#contracts/http/api.ts';
import { parse, Sha256 } from '#contracts/schema.ts';
import { NetContent } from '#contracts/views/catalogue.ts';
import type { CsvRecord } from './csv-records.ts';
import { refuseCsv } from './csv-refusal.ts';
import type { ProductColumns } from './product-csv-columns.ts';
import { type Read, readSwitch } from './product-csv-rules.ts';

type More = Pick<ProductRow, 'descriptions' | 'netContent' | 'archived' | 'pictures' | 'place'>;

/** What a file may say of a product beside how it is sold; what it has no column for stays as it is known. */
export function readMore(record: CsvRecord, { more, descriptions }: ProductColumns): Read<More> {
  const text = (column: number | undefined) => (column === undefined ? undefined : (record.fields[column] ?? ''));
  const net = readNetContent(text(more.get('netcontent')));
  if (!net.ok) return net;
  const archived = text(more.get('archived'));
  const read = readSwitch(archived ?? '', 'archived');
  if (!read.ok) return read;
  const place = text(more.get('place'));
  const pictures = readPictures(text(more.get('pictures')));
  if (!pictures.ok) return pictures;
  // A description has lines of its own.
  const written = [...descriptions].map(([tag, column]) => [tag, (record.written[column] ?? '').trim()]);
  return {
    ok: true,
    value: {
      ...(written.length === 0 ? {} : { descriptions: Object.fromEntries(written) }),
      ...(net.value === undefined ? {} : { netContent: net.value }),
      ...(archived === undefined ? {} : { archived: read.value }),
      ...(place === undefined ? {} : { place }),
      ...(pictures.value === undefined ? {} : { pictures: pictures.value }),
    },
  };
}

/** `500 g`: a whole number of a `NetContent` unit; null for none. */
function readNetContent(text: string | undefined): Read<More['netContent']> {
  if (text === undefined) return { ok: true, value: undefined };
  if (text === '') return { ok: true, value: null };
  const [, quantity = '', unit = ''] = /^(\d{1,15})\s*([a-z]+)$/i.exec(text) ?? [];
  const net = parse(NetContent, { quantity: Number(quantity), unit: unit.toLowerCase() });
  return net.ok ? { ok: true, value: net.value } : refuseCsv('net-content', { text });
}

/** Hashes parted by bars. */
function readPictures(text: string | undefined): Read<string[] | undefined> {
  if (text === undefined) return { ok: true, value: undefined };
  const hashes = text.split('|').flatMap((one) => (one.trim() === '' ? [] : [one.trim().toLowerCase()]));
  const wrong = hashes.find((hash) => !parse(Sha256, hash).ok);
  if (wrong !== undefined) return refuseCsv('picture', { text: wrong });
  return { ok: true, value: [...new Set(hashes)] };
}
