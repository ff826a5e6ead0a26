import { useSymbol } from '#renderer/ui/use-symbol.ts';
import css from './customer-screen.module.css';

/** What the customer scans to pay, on white in the dark too: many phones read no light code on dark. */
export function PayCode({ text, label }: { text: string; label: string }) {
  const symbol = useSymbol('qr', text);
  if (!symbol) return <div className={css.code} />;
  return (
    <svg
      className={css.code}
      viewBox={`-4 -4 ${symbol.width + 8} ${symbol.height + 8}`}
      role="img"
      aria-label={label}
      data-testid="customer-qr"
      data-text={text}
    >
      <path d={symbol.path} />
    </svg>
  );
}
