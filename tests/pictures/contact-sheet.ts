import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Picture } from './album.ts';

/** Writes `index.html` over every album in a folder: all pictures small, what is wrong with one beside it. Answers how many of each. */
export function writeContactSheet(folder: string): { pictures: number; wrong: number } {
  const albums = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, pictures: picturesOf(path.join(folder, name)) }));
  const all = albums.flatMap(({ pictures }) => pictures);
  const sections = albums.map(
    ({ name, pictures }) => `<h2 id="${name}">${name}</h2>\n<div>${pictures.map(figure).join('\n')}</div>`,
  );
  const links = albums.map(({ name }) => `<a href="#${name}">${name}</a>`).join(' · ');
  writeFileSync(path.join(folder, 'index.html'), page(`<nav>${links}</nav>\n${sections.join('\n')}`));
  return { pictures: all.length, wrong: all.filter(({ wrong }) => wrong.length > 0).length };
}

/** Of a walk that ended early there are pictures, but nothing was said of them. */
function picturesOf(folder: string): Picture[] {
  const album = path.join(folder, 'album.json');
  if (existsSync(album)) return JSON.parse(readFileSync(album, 'utf8')) as Picture[];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.png'))
    .map((name) => ({ file: `${path.basename(folder)}/${name}`, wrong: [], cut: [] }));
}

function figure({ file, wrong, cut }: Picture): string {
  const said = [...wrong.map((text) => `<b>${escaped(text)}</b>`), ...cut.map((text) => `cut: ${escaped(text)}`)];
  const seen = file.endsWith('.pdf')
    ? `<object data="${file}" type="application/pdf"></object>`
    : `<img src="${file}" loading="lazy" alt="">`;
  return `<figure><a href="${file}">${seen}</a><figcaption>${path.parse(file).name}${said.map((text) => `<br>${text}`).join('')}</figcaption></figure>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').slice(0, 300);
}

function page(body: string): string {
  return `<!doctype html>
<meta charset="utf-8">
<title>Omnitill, every screen</title>
<style>
  body { font: 14px system-ui, sans-serif; margin: 16px; }
  nav { position: sticky; top: 0; padding: 8px 0; background: Canvas; }
  div { display: flex; flex-wrap: wrap; gap: 12px; align-items: start; }
  figure { margin: 0; width: 340px; overflow-wrap: anywhere; }
  img, object { width: 100%; border: 1px solid GrayText; }
  b { color: #a8221b; }
</style>
${body}
`;
}
