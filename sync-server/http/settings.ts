import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { SettingsAnswer, StoreAnswer, StoreChange, TaxesAnswer, TaxesChange } from '#contracts/http/settings.ts';
import { Id } from '#contracts/schema.ts';
import { changeStore } from '#sync-server/commands/change-store.ts';
import { changeTaxes } from '#sync-server/commands/change-taxes.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { mayChangeStore } from '#sync-server/db/read-store-ties.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
import { readSettings } from '#sync-server/views/store-settings.ts';

/** Settings of a store and its tax rules. */
export function settingsRoute(app: App, context: ServerContext): void {
  const onRequest = [requireRegister(context), requirePermission(context, 'settings')];
  const security = [{ register: [] }];
  const read = {
    summary: 'A store’s settings and tax rules',
    querystring: Type.Object({ store: Type.Optional(Id) }, { additionalProperties: false }),
    response: { 200: SettingsAnswer, '4xx': Problem },
    security,
  };
  app.get('/settings', { schema: read, onRequest }, async (request) => {
    const storeId = request.query.store ?? registerOf(request).storeId;
    const operatorId = operatorOf(request);
    const settings = await readSettings(context.db, { storeId, operatorId, now: context.now() });
    if (!settings) throw new Refusal(404, 'not-found', `there is no store ${storeId}`);
    if (await mayChangeStore(context.db, operatorId, storeId)) return settings;
    throw new Refusal(403, 'store-not-own', `${operatorId} does not work in ${storeId}`);
  });
  const store = {
    summary: 'Changes or makes a store',
    body: StoreChange,
    response: { 200: StoreAnswer, '4xx': Problem },
    security,
  };
  app.put('/settings/store', { schema: store, onRequest }, (request) =>
    changeStore(context, request.body, operatorOf(request)),
  );
  const taxes = {
    summary: 'Publishes tax rules, from now or from a business date on, or withdraws what is ahead',
    body: TaxesChange,
    response: { 200: TaxesAnswer, '4xx': Problem },
    security,
  };
  app.put('/settings/taxes', { schema: taxes, onRequest }, (request) =>
    changeTaxes(context, request.body, operatorOf(request)),
  );
}
