import { useEffect, useState } from 'react';
import { attempt } from '#renderer/app/attempt.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import css from './counter.module.css';

interface SheetPictureProps {
  device: 'printer' | 'labelPrinter';
  /** Null: the receipt that is coming out. */
  id: number | null;
  /** Differs when the picture does. */
  grown: number;
  /** The text on it. */
  text: string;
}

/** A receipt or a label as it came out of a virtual printer. */
export function SheetPicture({ device, id, grown, text }: SheetPictureProps) {
  const { host } = useTill();
  const [drawn, setDrawn] = useState<{ svg: string; grown: number } | null>(null);
  useEffect(() => {
    let wanted = true;
    void attempt(host, 'counter.picture', { device, id }).then((answer) => {
      if (wanted && answer.ok) setDrawn({ svg: answer.svg, grown });
    });
    return () => {
      wanted = false;
    };
  }, [host, device, id, grown]);
  if (drawn === null) return null;
  const src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn.svg)}`;
  return <img className={css.sheet} src={src} alt={text} data-grown={drawn.grown} />;
}
