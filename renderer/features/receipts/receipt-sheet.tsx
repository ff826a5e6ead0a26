import { createPortal } from 'react-dom';
import type { ReceiptBlock, ReceiptDocument, ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { useSymbol } from '#renderer/ui/use-symbol.ts';
import { dotsPath } from './dots-path.ts';
import css from './receipt-sheet.module.css';

/** A receipt as an A4 page: not shown on the screen, and the only thing there is when the window is printed or made a PDF of. */
export function ReceiptSheet({ document: receipt }: { document: ReceiptDocument }) {
  return createPortal(
    <article className={css.sheet} lang={receipt.language} data-testid="receipt-sheet" aria-hidden>
      {receipt.blocks
        .map((block, place) => ({ block, place }))
        .map(({ block, place }) => (
          <Block key={place} block={block} />
        ))}
    </article>,
    document.body,
  );
}

function Block({ block }: { block: ReceiptBlock }) {
  switch (block.kind) {
    case 'text':
      return (
        <p data-align={block.align} data-bold={block.bold || undefined} data-size={block.size}>
          {block.text}
        </p>
      );
    case 'row':
      return (
        <p className={css.row} data-bold={block.bold || undefined} data-size={block.size}>
          <span>{block.left}</span>
          <span>{block.right}</span>
        </p>
      );
    case 'rule':
      return <hr />;
    case 'feed':
      return <br />;
    case 'barcode':
    case 'qr':
      return <Code kind={block.kind} text={block.text} />;
    case 'image':
      return <Picture image={block} />;
  }
}

function Code({ kind, text }: { kind: 'barcode' | 'qr'; text: string }) {
  const symbol = useSymbol(kind, text);
  if (!symbol) return null;
  return (
    <figure className={css.symbol}>
      <svg
        className={kind === 'qr' ? css.qr : css.barcode}
        viewBox={`0 0 ${symbol.width} ${symbol.height}`}
        preserveAspectRatio="none"
        aria-hidden
      >
        <path d={symbol.path} />
      </svg>
      {kind === 'barcode' && <figcaption>{text}</figcaption>}
    </figure>
  );
}

function Picture({ image }: { image: ReceiptImage }) {
  return (
    <figure className={css.symbol}>
      <svg className={css.logo} viewBox={`0 0 ${image.width} ${image.height}`} aria-hidden>
        <path d={dotsPath(image)} />
      </svg>
    </figure>
  );
}
