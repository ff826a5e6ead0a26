import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '#contracts/ipc/devices.ts';
import { textDots } from '#drivers/label/protocol/fit-text.ts';
import { type LabelPart, type LabelStock, labelDots, layoutLabel } from '#drivers/label/protocol/label-layout.ts';
import { drawSymbol, type SymbolPath } from '#renderer/ui/use-symbol.ts';
import css from './labels.module.css';

type TextPart = Extract<LabelPart, { kind: 'text' }>;
type BarcodePart = Extract<LabelPart, { kind: 'barcode' }>;

/** A label as it will come out, drawn from the same layout as the printer's bytes. */
export function LabelPreview({ label, stock }: { label: Label; stock: LabelStock }) {
  const { t } = useTranslation();
  const { width, height } = labelDots(stock);
  return (
    <svg
      className={css.paper}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('labels.previewOf', { name: label.name, price: label.price })}
      data-testid="label-preview"
    >
      {layoutLabel(label, stock).map((part) => (
        <Part key={`${part.kind}-${part.x}-${part.y}`} part={part} />
      ))}
    </svg>
  );
}

function Part({ part }: { part: LabelPart }) {
  switch (part.kind) {
    case 'strike':
      return <rect x={part.x} y={part.y} width={part.width} height={part.height} />;
    case 'barcode':
      return <Bars part={part} />;
    case 'text':
      return part.lines
        .map((line, at) => ({ line, top: part.y + part.height * at }))
        .map(({ line, top }) => <Line key={top} part={part} line={line} top={top} />);
  }
}

const ANCHOR = { left: 'start', center: 'middle', right: 'end' } as const;
const SIDE = { left: 0, center: 0.5, right: 1 } as const;
/** Where the letters stand in their line, and how wide font 0 is of what is reckoned for it. */
const BASELINE = 0.82;
const CONDENSED = 0.9;

function Line({ part, line, top }: { part: TextPart; line: string; top: number }) {
  return (
    <text
      x={part.x + part.width * SIDE[part.align]}
      y={top + part.height * BASELINE}
      textAnchor={ANCHOR[part.align]}
      fontSize={part.height}
      fontWeight={part.role === 'detail' || part.role === 'digits' ? 500 : 700}
      textLength={Math.min(part.width, textDots(line, part.height) * CONDENSED)}
      lengthAdjust="spacingAndGlyphs"
    >
      {line}
    </text>
  );
}

function Bars({ part: { symbology, text, x, y, width, height } }: { part: BarcodePart }) {
  const [symbol, setSymbol] = useState<SymbolPath | null>(null);
  useEffect(() => {
    let wanted = true;
    void drawSymbol(symbology, text).then((drawn) => {
      if (wanted) setSymbol(drawn);
    });
    return () => {
      wanted = false;
    };
  }, [symbology, text]);
  if (!symbol) return <path data-drawing />;
  const scale = `translate(${x} ${y}) scale(${width / symbol.width} ${height / symbol.height})`;
  return <path d={symbol.path} transform={scale} />;
}
