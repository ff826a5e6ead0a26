import type { CSSProperties } from 'react';
import css from './figure.module.css';

interface FigureProps {
  /** The amount as it is to be read. */
  text: string;
  /** The largest it is shown, in pixels; it shrinks to fit where there is less room. */
  size: number;
  align?: 'left' | 'center' | 'right';
  testId: string;
}

/** An amount as large as its place allows, on one line whatever its length. */
export function Figure({ text, size, align = 'right', testId }: FigureProps) {
  const style = { '--size': `${size}px`, '--length': text.length } as CSSProperties;
  return (
    <span className={css.place} data-align={align}>
      <span className={css.figure} style={style} data-testid={testId}>
        {text}
      </span>
    </span>
  );
}
