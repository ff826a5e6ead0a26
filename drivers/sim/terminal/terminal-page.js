const form = document.getElementById('behaviour');
const display = document.getElementById('display');

function show(state) {
  document.getElementById('address').textContent = state.address;
  display.textContent = state.asked ? `${state.asked.kind} ${state.asked.amount}` : 'Ready';
  for (const button of document.querySelectorAll('[data-key]')) button.disabled = state.asked === null;
  document.getElementById('taken').textContent = state.taken;
  const rows = state.transactions.map(({ kind, approved, total, receipt, voided, at }) => {
    const row = document.createElement('li');
    const verdict = voided ? 'voided' : approved ? 'approved' : 'declined';
    row.textContent = `#${receipt} ${at.slice(11, 19)} ${kind} ${total}: ${verdict}`;
    return row;
  });
  document.getElementById('transactions').replaceChildren(...rows);
  if (form.contains(document.activeElement)) return;
  for (const [name, value] of Object.entries(state.behaviour)) {
    const field = form.elements[name];
    if (field.type === 'checkbox') field.checked = value;
    else field.value = value ?? '';
  }
}

async function send(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.ok) show(await response.json());
}

for (const button of document.querySelectorAll('[data-key]')) {
  button.addEventListener('click', () => send('/key', { key: button.dataset.key }));
}
form.addEventListener('change', ({ target }) => {
  const value =
    target.type === 'checkbox'
      ? target.checked
      : target.type === 'number'
        ? Number(target.value)
        : target.value || null;
  void send('/behaviour', { [target.name]: value });
});

async function poll() {
  try {
    show(await (await fetch('/state')).json());
  } catch {
    display.textContent = 'The virtual terminal was stopped.';
  }
  setTimeout(poll, 500);
}
void poll();
