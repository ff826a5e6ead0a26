const customer = document.getElementById('customer');

async function send(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.ok) show(await response.json());
}

function show(state) {
  document.getElementById('taken').textContent = state.taken;
  if (document.activeElement !== customer) customer.value = state.behaviour.customer;
  const rows = state.waiting.map(({ outTradeNo, amount, currency }) => {
    const row = document.createElement('li');
    row.append(`${amount} ${currency} `);
    for (const act of ['pay', 'refuse']) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = act;
      button.addEventListener('click', () => send('/act', { out_trade_no: outTradeNo, act }));
      row.append(button);
    }
    return row;
  });
  const list = document.getElementById('waiting');
  if (!list.contains(document.activeElement)) list.replaceChildren(...rows);
}

customer.addEventListener('change', () => send('/behaviour', { customer: customer.value }));

async function poll() {
  try {
    show(await (await fetch('/state')).json());
  } finally {
    setTimeout(poll, 500);
  }
}
void poll();
