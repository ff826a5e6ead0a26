/** Keeps the virtual printer's page up to date, and sends its switches. */
const byId = (id) => document.getElementById(id);
const roll = byId('roll');
const STOPPING = ['paperOut', 'coverOpen', 'cutterJam', 'silent', 'dead'];

function post(path, body) {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

function showState({ boot, newest, faults, drawerOpen, pulses }) {
  const page = document.documentElement.dataset;
  if (boot !== page.boot || newest !== Number(page.newest)) {
    location.reload();
    return;
  }
  byId('lost').hidden = true;
  for (const button of document.querySelectorAll('[data-fault]')) {
    button.setAttribute('aria-checked', String(faults[button.dataset.fault]));
  }
  const stopped = STOPPING.some((fault) => faults[fault]);
  const status = byId('status');
  status.textContent = stopped ? status.dataset.stopped : status.dataset.ready;
  status.classList.toggle('stopped', stopped);
  const drawer = byId('drawer');
  drawer.textContent = drawerOpen ? drawer.dataset.open : drawer.dataset.closed;
  drawer.classList.toggle('open', drawerOpen);
  byId('pulses').textContent = pulses;
  byId('close-drawer').disabled = !drawerOpen;
}

function showLocalTimes() {
  for (const time of document.querySelectorAll('time')) {
    time.textContent = new Date(time.dateTime).toLocaleTimeString(document.documentElement.lang);
  }
}

for (const button of document.querySelectorAll('[data-fault]')) {
  button.addEventListener('click', () =>
    post('/faults', { [button.dataset.fault]: button.getAttribute('aria-checked') !== 'true' }),
  );
}
byId('close-drawer').addEventListener('click', () => post('/drawer', { open: false }));
showLocalTimes();

const events = new EventSource('/events');
events.addEventListener('state', (event) => showState(JSON.parse(event.data)));
events.addEventListener('printing', (event) => {
  const { picture } = JSON.parse(event.data);
  byId('printing').hidden = picture === '';
  byId('paper').innerHTML = picture;
  if (picture !== '') byId('empty').hidden = true;
});
events.addEventListener('receipt', (event) => {
  const { id, card } = JSON.parse(event.data);
  document.documentElement.dataset.newest = id;
  byId('empty').hidden = true;
  byId('printing').hidden = true;
  byId('printing').insertAdjacentHTML('afterend', card);
  showLocalTimes();
  while (roll.children.length > 101) roll.lastElementChild.remove();
});
events.addEventListener('error', () => {
  byId('lost').hidden = false;
});
