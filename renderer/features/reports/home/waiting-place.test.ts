import { expect, it } from 'vitest';
import { WAITING_KINDS } from '#contracts/http/home.ts';
import { STOCK_SECTIONS } from '#renderer/features/stock/stock-sections.ts';
import { OFFICE_SECTIONS } from '#renderer/shell/office-sections.ts';
import { waitingPlace } from './waiting-place.ts';

it.each(WAITING_KINDS)('%s opens a screen that there is', (kind) => {
  const place = waitingPlace(kind);
  if (place.in === 'reports') return;
  const { destination } = place;
  if (destination.to === 'stock') {
    expect(STOCK_SECTIONS.map(({ id }) => id)).toContain(destination.task?.section);
  }
  if (destination.to === 'office') expect(OFFICE_SECTIONS.map(({ id }) => id)).toContain(destination.id);
});
