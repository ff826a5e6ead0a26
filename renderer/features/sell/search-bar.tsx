import { UnstyledButton } from '@mantine/core';
import { Camera, Search as SearchIcon, X } from 'lucide-react';
import type { RefObject, UIEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useHasCamera } from '#renderer/features/camera/use-has-camera.ts';
import { SearchRow } from '#renderer/features/sell/search-row.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import css from './search-bar.module.css';
import type { Search } from './use-search.ts';

interface SearchBarProps {
  search: Search;
  fieldRef: RefObject<HTMLInputElement | null>;
  multiplier: number | null;
  onMultiplier: () => void;
  /** Nothing was found: it is sold unlisted. */
  onUnlisted: (text: string) => void;
  /** A code is to be read by the camera. */
  onCamera: () => void;
}

/** In pixels: about two rows. */
const NEAR_END = 120;

/** Finds by any part of a name, sku or number; what is scanned never lands in it. */
export function SearchBar({ search, fieldRef, multiplier, onMultiplier, onUnlisted, onCamera }: SearchBarProps) {
  const { t } = useTranslation();
  const { text, found, count, open, active } = search;
  const hasCamera = useHasCamera();
  function choose(card: VariantCard): void {
    search.choose(card);
    if (matchMedia('(pointer: coarse)').matches) fieldRef.current?.blur();
  }

  /** Near its end the list goes on. */
  function goOn({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: UIEvent<HTMLElement>): void {
    if (scrollTop > 0 && scrollHeight - scrollTop - clientHeight < NEAR_END) search.more();
  }

  const cards = open ? (found?.cards ?? []) : [];
  return (
    <div className={css.search}>
      <div className={css.field}>
        {multiplier === null ? (
          <SearchIcon size={20} aria-hidden />
        ) : (
          <UnstyledButton
            type="button"
            className={css.multiplier}
            onClick={onMultiplier}
            aria-label={t('sell.multiplierOff', { count: multiplier })}
            data-testid="multiplier"
          >
            {multiplier} ×
          </UnstyledButton>
        )}
        <input
          ref={fieldRef}
          className={css.input}
          type="text"
          role="combobox"
          aria-label={t('sell.search')}
          aria-expanded={cards.length > 0}
          aria-controls="search-results"
          aria-activedescendant={cards.length > 0 ? `search-result-${active}` : undefined}
          aria-autocomplete="list"
          placeholder={t('sell.searchHint')}
          value={text}
          onChange={(event) => search.setText(event.currentTarget.value)}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="search"
          data-testid="search"
        />
        {text === '' ? (
          <kbd className={css.key} aria-hidden>
            F2
          </kbd>
        ) : (
          <IconAction icon={X} label={t('sell.searchClear')} onClick={search.clear} />
        )}
        {hasCamera && <IconAction icon={Camera} label={t('camera.title')} onClick={onCamera} data-testid="camera" />}
      </div>
      <div className={css.results} hidden={!open} onScroll={goOn} data-testid="search-results">
        <div id="search-results" role="listbox" aria-label={t('sell.results')} hidden={cards.length === 0}>
          {cards.map((card, index) => (
            <SearchRow
              key={card.variantId}
              card={card}
              id={`search-result-${index}`}
              active={index === active}
              query={text.trim()}
              onChoose={() => choose(card)}
            />
          ))}
        </div>
        {cards.length > 0 && (
          <div className={css.count}>
            <span role="status" data-testid="search-count">
              {count === null ? '' : t('sell.found', { count })}
            </span>
            {!found?.whole && (
              <Action tone="quiet" hint="PgDn" onClick={search.more} data-testid="search-more">
                {t('sell.foundMore')}
              </Action>
            )}
          </div>
        )}
        {open && cards.length === 0 && (
          <div className={css.nothing} role="status" data-testid="search-nothing">
            <strong>{t('sell.nothing', { text: text.trim() })}</strong>
            <span>{t('sell.nothingNext')}</span>
            <Action hint="F4" onClick={() => onUnlisted(text.trim())} data-testid="search-unlisted">
              {t('sell.unlisted')}
            </Action>
          </div>
        )}
      </div>
    </div>
  );
}
