import type { TFunction } from 'i18next';
import type { MemberExport } from '#contracts/http/member-export.ts';
import { shownPhone } from '#contracts/member/contact.ts';
import type { Formats } from '#renderer/app/format.ts';

/** All that is kept under a member as a page to be read, in the language on screen; it needs nothing but a browser. */
export function exportPage(all: MemberExport, t: TFunction, formats: Formats, language: string): string {
  const none = t('products.nothing');
  const cards = all.cards.map(({ cardNumber, enrolledAt, profile, tags }) => [
    cardNumber,
    enrolledAt === null ? none : formats.dateTime(enrolledAt),
    profile?.name ?? none,
    profile?.phone === undefined ? none : shownPhone(profile.phone),
    profile?.email ?? none,
    tags.join(', ') || none,
  ]);
  const consents = all.consents.map(({ purposeId, given, textVersion, at, channel }) => [
    purposeId,
    t(given ? 'members.export.yes' : 'members.export.no'),
    String(textVersion),
    formats.dateTime(at),
    channel,
  ]);
  const points = all.points.map(({ date, what, points }) => [
    formats.day(date),
    t(`members.export.${what}`),
    formats.count(points),
  ]);
  const tickets = all.tickets.map(({ receipt, at, storeId, currency, total, lines, returned }) => [
    receipt,
    formats.dateTime(at),
    storeId,
    [...lines, ...returned].map(({ name }) => name).join(', '),
    `${formats.amount(total)} ${currency}`,
  ]);
  const tables = [
    table(
      t('members.card'),
      [
        t('members.card'),
        t('members.export.since'),
        t('member.name'),
        t('member.phone'),
        t('member.email'),
        t('member.tags.title'),
      ],
      cards,
    ),
    table(
      t('members.program.consents'),
      [
        t('members.export.purpose'),
        t('members.export.said'),
        t('members.export.wording'),
        t('members.export.at'),
        t('members.export.where'),
      ],
      consents,
    ),
    table(
      t('members.program.points'),
      [t('members.export.at'), t('members.export.what'), t('members.program.points')],
      points,
    ),
    table(
      t('cases.title'),
      [t('members.export.at'), t('cases.kind'), t('cases.words')],
      all.cases.map(({ kind, openedAt, said }) => [
        formats.dateTime(openedAt),
        t(`cases.kinds.${kind}`),
        said.map(({ words }) => words).join(' / '),
      ]),
    ),
    table(
      t('members.mailed'),
      [],
      all.mailedTo.map((address) => [address]),
    ),
    table(
      t('members.receipts'),
      [
        t('members.export.receipt'),
        t('members.export.at'),
        t('members.export.store'),
        t('members.export.items'),
        t('members.export.total'),
      ],
      tickets,
    ),
  ];
  const title = escaped(t('members.export.title'));
  const style =
    'body{font:16px/1.5 sans-serif;margin:2rem;max-width:60rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px 12px 4px 0;border-bottom:1px solid #ccc;vertical-align:top}';
  return `<!doctype html>\n<html lang="${escaped(language)}"><meta charset="utf-8"><title>${title}</title><style>${style}</style><h1>${title}</h1><p>${escaped(formats.dateTime(all.exportedAt))}</p>${tables.join('')}</html>\n`;
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]) =>
    row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('');
  const above = head.length === 0 ? '' : `<thead><tr>${cells('th', head)}</tr></thead>`;
  const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('');
  return `<h2>${escaped(title)}</h2><table>${above}<tbody>${body}</tbody></table>`;
}

/** What somebody typed is text on the page, never a part of it. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
