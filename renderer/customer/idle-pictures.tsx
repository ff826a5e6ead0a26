import { useEffect, useState } from 'react';
import css from './idle-pictures.module.css';

const EACH_MS = 8_000;

/** Between customers: the shop's pictures one after another, or its welcome. */
export function IdlePictures({ pictures, welcome }: { pictures: readonly string[]; welcome: string }) {
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (pictures.length < 2) return;
    const timer = setInterval(() => setAt((current) => (current + 1) % pictures.length), EACH_MS);
    return () => clearInterval(timer);
  }, [pictures.length]);
  const shown = pictures.length === 0 ? -1 : at % pictures.length;
  return (
    <section className={css.idle} data-pictures={pictures.length > 0}>
      {pictures.map((picture, index) => (
        <img
          key={picture}
          className={css.picture}
          src={picture}
          alt=""
          data-shown={index === shown || undefined}
          data-testid="customer-picture"
        />
      ))}
      {welcome !== '' && <h1 className={css.welcome}>{welcome}</h1>}
    </section>
  );
}
