import type { Minor } from '#domain/money/money.ts';
import type { ReceiptBlock, ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { percentText } from '#domain/receipt/receipt-text.ts';
import { hasLiabilities, turnoverOf } from '#domain/session/liabilities.ts';
import type { Declared, PerpetualTotals, SessionTotals, TenderTotals } from '#domain/session/session.ts';

/** The words of an X or Z report in its language. */
export interface ReportWords {
  language: string;
  x: string;
  z: string;
  copy: string;
  training: string;
  businessDate: string;
  register: string;
  operator: string;
  receipts: string;
  noReceipts: string;
  sales: string;
  returns: string;
  turnover: string;
  depositsTaken: string;
  depositsDeducted: string;
  cardsSold: string;
  cardsReturned: string;
  liabilities: string;
  discounts: string;
  rounding: string;
  tips: string;
  total: string;
  tax: string;
  tenders: string;
  given: string;
  expected: string;
  declared: string;
  difference: string;
  drawer: string;
  float: string;
  cashIn: string;
  cashOut: string;
  pickups: string;
  left: string;
  issued: string;
  redeemed: string;
  charged: string;
  paid: string;
  events: string;
  lineVoids: string;
  abandonedCarts: string;
  noSales: string;
  copies: string;
  postVoids: string;
  overrides: string;
  refused: string;
  perpetual: string;
  sessions: string;
  facts: string;
  /** A tender's name by its code, and a reason's; a code without one is shown as it is. */
  tenderNames: Readonly<Record<string, string>>;
  reasons: Readonly<Record<string, string>>;
}

export interface SessionReportInput {
  totals: SessionTotals;
  /** What closing added; null on an X report. */
  closed: {
    zNumber: number;
    series: string;
    declared: readonly Declared[];
    differences: readonly { tender: string; amount: Minor; reason?: string }[];
    perpetual: PerpetualTotals;
    left: Minor;
  } | null;
  /** False where counting is blind: no expected amount and nothing it follows from is printed. Has no meaning once closed. */
  showExpected: boolean;
  /** When it was printed (X) or closed (Z), ISO 8601. */
  at: string;
  storeName: string;
  registerName: string;
  operatorName: string;
  training: boolean;
  copy: number;
  words: ReportWords;
  widthMm: 58 | 80;
  formatMoney(minor: Minor): string;
  /** An amount of a tender: of foreign cash in its own currency. */
  formatTender(minor: Minor, tender: string): string;
  formatDate(iso: string): string;
  /** A day of the calendar, `YYYY-MM-DD`. */
  formatDay(date: string): string;
}

/** An X or Z report as a slip: totals, taxes, every tender with what was declared, the drawer, and what happened how often. */
export function buildSessionReport(input: SessionReportInput): ReceiptDocument {
  const blocks = [
    ...head(input),
    RULE,
    ...sums(input),
    ...taxes(input),
    ...tenders(input),
    ...drawer(input),
    ...liabilities(input),
    ...events(input),
    ...perpetual(input),
    RULE,
    ...(input.training ? [large(`*** ${input.words.training} ***`)] : []),
  ];
  return { language: input.words.language, widthMm: input.widthMm, copyMark: input.words.copy, blocks };
}

const RULE: ReceiptBlock = { kind: 'rule' };

function large(text: string): ReceiptBlock {
  return { kind: 'text', text, align: 'center', bold: true, size: 2 };
}

function title(text: string): ReceiptBlock {
  return { kind: 'text', text, bold: true };
}

function row(left: string, right: string): ReceiptBlock {
  return { kind: 'row', left, right };
}

function bold(left: string, right: string): ReceiptBlock {
  return { kind: 'row', left, right, bold: true };
}

/** Whether amounts may be shown that tell what the drawer should hold. */
function isOpenBook({ closed, showExpected }: SessionReportInput): boolean {
  return closed !== null || showExpected;
}

function head({ totals, closed, at, words, copy, training, ...input }: SessionReportInput): ReceiptBlock[] {
  const { receipts } = totals;
  return [
    ...(training ? [large(`*** ${words.training} ***`)] : []),
    ...(copy > 0 ? [large(words.copy)] : []),
    large(closed ? `${words.z} ${closed.zNumber}` : words.x),
    { kind: 'text', text: input.storeName, align: 'center' },
    { kind: 'feed', lines: 1 },
    row(words.businessDate, input.formatDay(totals.businessDate)),
    row(closed ? closed.series : '', input.formatDate(at)),
    row(words.register, input.registerName),
    row(words.operator, input.operatorName),
    receipts
      ? row(words.receipts, `${receipts.first} - ${receipts.last} (${receipts.count})`)
      : row(words.receipts, words.noReceipts),
  ];
}

function sums(input: SessionReportInput): ReceiptBlock[] {
  const { totals, words, formatMoney } = input;
  if (!isOpenBook(input))
    return [row(words.sales, `${totals.sales.count}`), row(words.returns, `${totals.returns.count}`)];
  const counted = (name: string, { count, amount }: { count: number; amount: Minor }): ReceiptBlock =>
    row(`${name} (${count})`, formatMoney(amount));
  const turnover = turnoverOf(totals);
  return [
    counted(words.sales, turnover.sales),
    counted(words.returns, turnover.returns),
    counted(words.discounts, totals.discounts),
    ...(hasLiabilities(totals.liabilities)
      ? [bold(words.turnover, formatMoney(turnover.total)), ...apart(input, counted)]
      : []),
    ...(totals.rounding === 0 ? [] : [row(words.rounding, formatMoney(totals.rounding))]),
    ...(totals.tips === 0 ? [] : [row(words.tips, formatMoney(totals.tips))]),
    { kind: 'row', left: words.total, right: formatMoney(totals.total), bold: true, size: 2 },
  ];
}

/** What stands in the receipts and is no turnover, between turnover and total. */
function apart(
  { totals: { liabilities }, words }: SessionReportInput,
  counted: (name: string, of: { count: number; amount: Minor }) => ReceiptBlock,
): ReceiptBlock[] {
  if (!liabilities) return [];
  const { depositsTaken, depositsDeducted, cardsSold, cardsReturned } = liabilities;
  return [
    ...(depositsTaken.count === 0 ? [] : [counted(words.depositsTaken, depositsTaken)]),
    ...(depositsDeducted.count === 0
      ? []
      : [counted(words.depositsDeducted, { ...depositsDeducted, amount: -depositsDeducted.amount })]),
    ...(cardsSold.count === 0 ? [] : [counted(words.cardsSold, cardsSold)]),
    ...(cardsReturned ? [counted(words.cardsReturned, { ...cardsReturned, amount: -cardsReturned.amount })] : []),
  ];
}

function taxes(input: SessionReportInput): ReceiptBlock[] {
  const { totals, words, formatMoney } = input;
  if (totals.taxes.length === 0 || !isOpenBook(input)) return [];
  const rows = totals.taxes.map((tax) =>
    row(`${tax.code} ${percentText(tax.ratePpm)}  ${formatMoney(tax.base)}`, formatMoney(tax.amount)),
  );
  return [RULE, title(words.tax), ...rows];
}

function tenders(input: SessionReportInput): ReceiptBlock[] {
  const { totals, words } = input;
  if (totals.tenders.length === 0 || !isOpenBook(input)) return [];
  return [RULE, title(words.tenders), ...totals.tenders.flatMap((tender) => tenderBlocks(tender, input))];
}

function tenderBlocks(tender: TenderTotals, { closed, words, formatMoney, formatTender }: SessionReportInput) {
  const money = (amount: Minor): string => formatTender(amount, tender.tender);
  const declared = closed?.declared.find((one) => one.tender === tender.tender);
  const difference = closed?.differences.find((one) => one.tender === tender.tender);
  const reason = difference?.reason === undefined ? '' : ` ${words.reasons[difference.reason] ?? difference.reason}`;
  const name = words.tenderNames[tender.tender] ?? tender.tender;
  return [
    row(`${name} (${tender.taken.count})`, formatMoney(tender.taken.amount)),
    ...(tender.given.count === 0
      ? []
      : [row(`  ${words.given} (${tender.given.count})`, formatMoney(tender.given.amount))]),
    ...(tender.tips === 0 ? [] : [row(`  ${words.tips}`, formatMoney(tender.tips))]),
    row(`  ${words.expected}`, money(tender.expected)),
    ...(declared ? [row(`  ${words.declared}`, money(declared.amount))] : []),
    ...(difference && difference.amount !== 0 ? [row(`  ${words.difference}${reason}`, money(difference.amount))] : []),
  ];
}

function drawer(input: SessionReportInput): ReceiptBlock[] {
  const { totals, closed, words, formatMoney } = input;
  const amounts: [string, Minor][] = [
    [words.float, totals.float],
    [words.cashIn, totals.cashIn],
    [words.cashOut, -totals.cashOut],
    [words.pickups, -totals.pickups],
  ];
  return [
    RULE,
    title(words.drawer),
    ...amounts.filter(([, amount]) => amount !== 0).map(([name, amount]) => row(name, formatMoney(amount))),
    ...(isOpenBook(input) ? [row(words.expected, formatMoney(totals.drawer))] : []),
    ...(closed ? [row(words.left, formatMoney(closed.left))] : []),
  ];
}

function liabilities(input: SessionReportInput): ReceiptBlock[] {
  const { totals, words, formatMoney } = input;
  const amounts: [string, Minor][] = [
    [words.issued, totals.storedValue.issued],
    [words.redeemed, totals.storedValue.redeemed],
    [words.charged, totals.accounts.charged],
    [words.paid, totals.accounts.paid],
  ];
  const some = amounts.filter(([, amount]) => amount !== 0);
  if (some.length === 0 || !isOpenBook(input)) return [];
  return [RULE, title(words.liabilities), ...some.map(([name, amount]) => row(name, formatMoney(amount)))];
}

function events({ totals, words, formatMoney }: SessionReportInput): ReceiptBlock[] {
  const { counts } = totals;
  const voided = totals.lineVoidAmount === 0 ? '' : ` ${formatMoney(totals.lineVoidAmount)}`;
  const rows: [string, number, string][] = [
    [words.lineVoids, counts.lineVoids, voided],
    [words.abandonedCarts, counts.abandonedCarts, ''],
    [words.noSales, counts.noSales, ''],
    [words.copies, counts.copies, ''],
    [words.postVoids, counts.postVoids, ''],
    [words.overrides, counts.overrides, ''],
    [words.refused, counts.refused, ''],
  ];
  return [RULE, title(words.events), ...rows.map(([name, count, more]) => row(name, `${count}${more}`))];
}

function perpetual({ totals, closed, words, formatMoney }: SessionReportInput): ReceiptBlock[] {
  const facts = row(words.facts, `${totals.firstSeq} - ${totals.lastSeq}`);
  if (!closed) return [RULE, facts];
  const { sessions, receipts, sales, returns, total } = closed.perpetual;
  return [
    RULE,
    title(words.perpetual),
    row(words.sessions, String(sessions)),
    row(words.receipts, String(receipts)),
    row(words.sales, formatMoney(sales)),
    row(words.returns, formatMoney(returns)),
    row(words.total, formatMoney(total)),
    facts,
  ];
}
