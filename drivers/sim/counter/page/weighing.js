import { button, card, el, fill, post, write } from './parts.js';
import { t } from './words.js';

const MOST_GRAMS = 16_000;
const LOADS = [0, 125, 350, 1_240];

/** The scale: what lies on it, and hands that are not still. */
export function scaleCard() {
  const readout = el('output', { class: 'readout' });
  const slider = el('input', {
    type: 'range',
    min: '0',
    max: MOST_GRAMS,
    step: '5',
    'aria-label': t('load'),
    oninput: () => post('scale/load', { grams: Number(slider.value) }, slider),
  });
  const loads = LOADS.map((grams) =>
    button(grams === 0 ? t('takeOff') : `${grams} g`, ({ currentTarget }) =>
      post('scale/load', { grams }, currentTarget),
    ),
  );
  const { element, update } = card('scale', [readout, slider, el('div', { class: 'loads' }, ...loads)]);
  return {
    element,
    update({ scale }) {
      update(scale);
      write(readout, `${kilograms(scale.grams)} kg`);
      readout.dataset.moving = scale.moving;
      if (document.activeElement !== slider) slider.value = scale.grams;
      slider.setAttribute('aria-valuetext', `${kilograms(scale.grams)} kg`);
    },
  };
}

function kilograms(grams) {
  return (grams / 1000).toFixed(3);
}

/** The customer's two lines, a cell for each character. */
export function displayCard() {
  const screen = el('div', { class: 'vfd', role: 'img' });
  const { element, update } = card('lineDisplay', [screen]);
  return {
    element,
    update({ lineDisplay }) {
      update(lineDisplay);
      screen.setAttribute('aria-label', lineDisplay.lines.map((line) => line.trim()).join('; '));
      fill(screen, lineDisplay.lines, () => lineDisplay.lines.map((line) => el('pre', {}, line)));
    },
  };
}
