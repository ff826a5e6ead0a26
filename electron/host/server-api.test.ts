import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { HostConfig } from '#contracts/views/register-config.ts';
import { taxRulesAt } from '#contracts/views/tax-rules-at.ts';
import { testHostConfig } from '#tests/fixtures/host-config.ts';
import { systemClock } from './clock.ts';
import { createServerApi } from './server-api.ts';
import { openCopy } from './stored-file.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'omnitill-down-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As a server of a later version sends it: with more in the store, its tenders, the tax rules and the roles. */
function later() {
  const { config, ...secrets } = testHostConfig();
  const known = {
    ...config,
    taxVersions: [config.taxRules, { ...config.taxRules, version: 2, from: '2027-01-01' }],
    roles: [{ roleId: 'cashier', name: 'Cashier', grants: { discount: 100_000 } }],
  };
  const more = { since: '2027' };
  const rates = Object.fromEntries(
    Object.entries(config.taxRules.rates).map(([category, list]) => [
      category,
      list.map((rate) => ({ ...rate, ...more })),
    ]),
  );
  const sent = {
    ...known,
    ...more,
    store: { ...known.store, ...more, currency: { ...known.store.currency, ...more } },
    taxRules: { ...known.taxRules, ...more, rates },
    taxVersions: known.taxVersions.map((rules) => ({ ...rules, ...more, rates })),
    roles: known.roles.map((role) => ({ ...role, grants: { ...role.grants, teleport: true } })),
  };
  return { sent: { ...secrets, ...more, config: sent }, known: { ...secrets, config: known } };
}

test('a till goes on with the configuration of a newer server, without what it does not know', async () => {
  const { sent, known } = later();
  const { signal } = new AbortController();
  const fetch = async (): Promise<Response> => Response.json(sent);
  const api = createServerApi({
    serverUrl: 'http://server.test',
    token: 't',
    fetch,
    clock: systemClock,
    closing: signal,
  });
  const answer = await api.config();
  expect(answer).toEqual({ ok: true, value: known });
  if (answer.ok) expect(taxRulesAt(answer.value.config, '2027-01-02T12:00:00.000Z').version).toBe(2);
});

test('and with the one that a newer version of itself has kept', async () => {
  const { sent, known } = later();
  const file = path.join(folder, 'config.json');
  await writeFile(file, JSON.stringify(sent));
  expect((await openCopy(file, HostConfig)).value()).toEqual(known);
});
