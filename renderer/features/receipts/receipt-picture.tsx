import { useMemo } from 'react';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { layoutReceipt, type ReceiptLine } from '#drivers/printer/protocol/layout.ts';
import { type ColumnsOf, textColumns } from '#drivers/printer/protocol/text-width.ts';
import { useSymbol } from '#renderer/ui/use-symbol.ts';
import { dotsPath } from './dots-path.ts';
import css from './receipt-picture.module.css';
import { usePaper } from './use-paper.ts';

/** Font A of a receipt printer, in dots. */
const COLUMN = 12;
const LINE = 30;
const GLYPH = 24;
const MARGIN = 32;
const BARCODE_HEIGHT = 80;
const QR_SIZE = 200;

/** A receipt as it comes out of the printer, drawn from the same layout. */
export function ReceiptPicture({ document, label }: { document: ReceiptDocument; label: string }) {
  const { columns, columnsOf } = usePaper(document.widthMm);
  const lines = useMemo(() => stack(layoutReceipt(document, columns, columnsOf)), [document, columns, columnsOf]);
  const paper = columns * COLUMN;
  const height = lines.reduce((sum, { line }) => sum + heightOf(line), 0);
  return (
    <svg
      className={css.paper}
      viewBox={`${-MARGIN} ${-MARGIN} ${paper + 2 * MARGIN} ${height + 2 * MARGIN}`}
      role="img"
      aria-label={label}
      lang={document.language}
      data-testid="receipt-picture"
      data-width={document.widthMm}
    >
      {lines.map(({ line, y }) => (
        <g key={y} transform={`translate(0 ${y})`}>
          <Line line={line} paper={paper} columnsOf={columnsOf} />
        </g>
      ))}
    </svg>
  );
}

function Line({ line, paper, columnsOf }: { line: ReceiptLine; paper: number; columnsOf: ColumnsOf }) {
  if (line.kind === 'rule') return <line className={css.rule} x1={0} x2={paper} y1={LINE / 2} y2={LINE / 2} />;
  if (line.kind === 'feed') return null;
  if (line.kind === 'text') return <Text line={line} paper={paper} columnsOf={columnsOf} />;
  if (line.kind === 'image') return <path d={dotsPath(line)} transform={`translate(${(paper - line.width) / 2} 0)`} />;
  return <Barcode kind={line.kind} text={line.text} paper={paper} />;
}

interface TextProps {
  line: Extract<ReceiptLine, { kind: 'text' }>;
  paper: number;
  columnsOf: ColumnsOf;
}

function Text({ line, paper, columnsOf }: TextProps) {
  const { runs, align, bold, size } = line;
  return runs.map(({ text, column }) => {
    const width = textColumns(text, columnsOf) * COLUMN * size;
    const room = paper - width;
    const x = align === 'left' ? column * COLUMN * size : align === 'right' ? room : room / 2;
    return (
      <text
        key={column}
        x={x}
        y={GLYPH * size * 0.86}
        fontSize={GLYPH * size * 0.9}
        fontWeight={bold ? 700 : 450}
        textLength={width}
        lengthAdjust="spacingAndGlyphs"
        xmlSpace="preserve"
      >
        {text}
      </text>
    );
  });
}

function Barcode({ kind, text, paper }: { kind: 'barcode' | 'qr'; text: string; paper: number }) {
  const symbol = useSymbol(kind, text);
  if (!symbol) return null;
  const [width, height] = kind === 'qr' ? [QR_SIZE, QR_SIZE] : [Math.min(paper, symbol.width * 3), BARCODE_HEIGHT];
  const scale = `scale(${width / symbol.width} ${height / symbol.height})`;
  return (
    <>
      <path d={symbol.path} transform={`translate(${(paper - width) / 2} 0) ${scale}`} />
      {kind === 'barcode' && (
        <text x={paper / 2} y={BARCODE_HEIGHT + 24} textAnchor="middle" fontSize={22}>
          {text}
        </text>
      )}
    </>
  );
}

function heightOf(line: ReceiptLine): number {
  switch (line.kind) {
    case 'text':
      return line.size === 2 ? 2 * GLYPH + 6 : LINE;
    case 'rule':
      return LINE;
    case 'feed':
      return line.lines * LINE;
    case 'barcode':
      return BARCODE_HEIGHT + LINE;
    case 'qr':
      return QR_SIZE;
    case 'image':
      return line.height + LINE;
  }
}

/** Every line with its distance from the top. */
function stack(lines: readonly ReceiptLine[]): { line: ReceiptLine; y: number }[] {
  let y = 0;
  return lines.map((line) => {
    const placed = { line, y };
    y += heightOf(line);
    return placed;
  });
}
