import { faultWord, t } from './words.js';

/** An element with its attributes (`on…` are listeners) and children. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Does something with a device; what it can't do now shakes what was pressed. */
export async function post(path, body, pressed = document.activeElement) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (!answer?.ok)
    pressed?.animate?.([{ translate: '0' }, { translate: '5px' }, { translate: '-5px' }, { translate: '0' }], 140);
  return answer?.ok ?? false;
}

/** Text that is only written when it differs, so that nothing flickers and a screen reader is told once. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Children that are only made anew when what they show differs. */
export function fill(element, shown, make) {
  const key = JSON.stringify(shown);
  if (element.dataset.shown === key) return;
  element.dataset.shown = key;
  element.replaceChildren(...make());
}

/**
 * One device: its name, how it is, where it is, what it shows, and the trouble it can make. `update` takes its state, and in
 * `quiet` words for when nothing is wrong and yet it is not ready.
 */
export function card(device, body) {
  const status = el('p', { class: 'status', role: 'status' });
  const address = el('code', {});
  const switches = el('div', { class: 'switches' });
  const count = el('b', {});
  const trouble = el('details', { class: 'trouble' }, el('summary', {}, t('trouble'), ' ', count), switches);
  const element = el(
    'section',
    { class: 'card', 'data-device': device, 'aria-labelledby': `${device}-title` },
    el('header', {}, el('h2', { id: `${device}-title` }, t(device)), status),
    address,
    ...body,
    trouble,
  );
  return {
    element,
    update({ address: where, faults }, quiet = null) {
      const on = Object.keys(faults).filter((name) => faults[name]);
      write(status, on.length > 0 ? on.map((name) => faultWord(device, name)).join(' · ') : (quiet ?? t('ready')));
      status.dataset.state = on.length > 0 ? 'trouble' : quiet === null ? 'ready' : 'quiet';
      write(address, where);
      write(count, on.length > 0 ? String(on.length) : '');
      if (switches.childElementCount === 0)
        switches.append(...Object.keys(faults).map((name) => faultSwitch(device, name)));
      for (const button of switches.children) button.setAttribute('aria-checked', String(faults[button.dataset.fault]));
    },
  };
}

function faultSwitch(device, name) {
  return el(
    'button',
    {
      type: 'button',
      role: 'switch',
      class: 'switch',
      'data-fault': name,
      'aria-checked': 'false',
      onclick: ({ currentTarget }) =>
        post(`${device}/faults`, { [name]: currentTarget.getAttribute('aria-checked') !== 'true' }, currentTarget),
    },
    faultWord(device, name),
    el('span', { class: 'track' }),
  );
}

/** A choice of a few, by name. */
export function choice(label, options, onchange) {
  const select = el(
    'select',
    { onchange: () => onchange(select.value) },
    ...options.map((name) => el('option', { value: name }, t(name))),
  );
  const element = el('label', { class: 'field' }, el('span', {}, label), select);
  return {
    element,
    show(value) {
      if (document.activeElement !== select) select.value = value;
    },
  };
}

export function button(label, onclick, attributes = {}) {
  return el('button', { type: 'button', ...attributes, onclick }, label);
}

export function money(minor) {
  return (minor / 100).toFixed(2);
}

export function clock(at) {
  return new Date(at).toLocaleTimeString(document.documentElement.lang, { hour12: false });
}
