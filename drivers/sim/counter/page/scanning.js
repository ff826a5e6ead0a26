import { button, card, el, fill, post } from './parts.js';
import { language, t } from './words.js';

const SYMBOLOGIES = [']E0', ']E4', ']C0', ']C1', ']d1', ']d2', ']Q1', ']I1'];
const SYMBOLOGY_NAMES = ['EAN-13', 'EAN-8', 'Code 128', 'GS1-128', 'Data Matrix', 'GS1 DataMatrix', 'QR', 'ITF'];

/** The scanner: what lies on the counter to be scanned, and a field for anything else. */
export function scannerCard() {
  const codes = el('div', { class: 'codes' });
  const text = el('input', {
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: '4000',
    'aria-label': t('codeText'),
  });
  const symbology = el(
    'select',
    { 'aria-label': t('symbology') },
    el('option', { value: '' }, t('noSymbology')),
    ...SYMBOLOGIES.map((value, at) => el('option', { value }, SYMBOLOGY_NAMES[at])),
  );
  const send = el('button', { type: 'submit' }, t('scan'));
  const form = el(
    'form',
    {
      class: 'typed',
      onsubmit: (event) => {
        event.preventDefault();
        if (text.value !== '') void scan({ text: text.value, symbology: symbology.value || null }, send);
      },
    },
    text,
    symbology,
    send,
  );
  text.placeholder = t('codeText');
  const { element, update } = card('scanner', [codes, form]);
  return {
    element,
    update({ scanner }) {
      update(scanner, scanner.connected ? null : t('noTill'));
      for (const each of [send, ...codes.children]) each.disabled = !scanner.connected;
      fill(codes, scanner.codes, () => scanner.codes.map((code) => codeButton(code, scanner.connected)));
    },
  };
}

function scan(body, pressed) {
  pressed.animate?.([{ boxShadow: '0 0 0 3px #d8403a' }, { boxShadow: '0 0 0 3px #d8403a00' }], 350);
  return post('scanner/scan', body, pressed);
}

function codeButton({ codeId, kind, name, nameZh, text, symbology }, connected) {
  const picture = el('img', { src: `scanner/codes/${codeId}.svg`, alt: '', width: '96', height: '44' });
  const label = language() === 'zh-CN' ? nameZh : name;
  const pressed = button('', () => scan({ text, symbology }, pressed), {
    class: 'code',
    'data-code': codeId,
    'data-kind': kind,
    title: text,
    disabled: !connected,
  });
  pressed.append(picture, el('span', { class: 'article' }, label), el('span', { class: 'kind' }, t(`kind.${kind}`)));
  return pressed;
}
