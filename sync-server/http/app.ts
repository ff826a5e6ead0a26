import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance, type RawServerDefault } from 'fastify';
import { dated } from '#contracts/dated.ts';
import { PROTOCOL_VERSION, PUSH_BYTES_MAX } from '#contracts/http/api.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { isStorable } from '#sync-server/db/is-storable.ts';
import { admitDeviceRoute } from '#sync-server/http/admit-device.ts';
import { refuseUnknownDevices } from '#sync-server/http/authenticate.ts';
import { casesRoute } from '#sync-server/http/cases.ts';
import { catalogueRoute } from '#sync-server/http/catalogue.ts';
import { catalogueChangesRoute } from '#sync-server/http/catalogue-changes.ts';
import { catalogueImportRoute } from '#sync-server/http/catalogue-import.ts';
import { channelApiRoute, channelOrdersRoute } from '#sync-server/http/channel-api.ts';
import { channelWebhooksRoute } from '#sync-server/http/channel-webhooks.ts';
import { channelGoodsRoute, channelsRoute } from '#sync-server/http/channels.ts';
import { closeDayRoute, closeSessionRoute } from '#sync-server/http/close.ts';
import { closeUnused } from '#sync-server/http/close-unused.ts';
import { codesRoute } from '#sync-server/http/codes.ts';
import { countsRoute } from '#sync-server/http/counts.ts';
import { customerGroupsRoute } from '#sync-server/http/customer-groups.ts';
import { deviceCallsRoute } from '#sync-server/http/device-calls.ts';
import { routeOf } from '#sync-server/http/device-door.ts';
import { enrolRoute } from '#sync-server/http/enrol.ts';
import { eventsRoute } from '#sync-server/http/events.ts';
import { exceptionsRoute } from '#sync-server/http/exceptions.ts';
import { factsRoute } from '#sync-server/http/facts.ts';
import { feedsRoute } from '#sync-server/http/feeds.ts';
import { fleetRoute, fleetStoresRoute } from '#sync-server/http/fleet.ts';
import { healthRoute } from '#sync-server/http/health.ts';
import { homeRoute } from '#sync-server/http/home.ts';
import { importProductsRoute } from '#sync-server/http/import-products.ts';
import { refuseUnknownHosts } from '#sync-server/http/known-host.ts';
import { leasesRoute, writeOffLeasesRoute } from '#sync-server/http/leases.ts';
import { memberProgramRoute } from '#sync-server/http/member-program.ts';
import { membersRoute } from '#sync-server/http/members.ts';
import { onlineOrdersRoute } from '#sync-server/http/online-orders.ts';
import { ordersRoute } from '#sync-server/http/orders.ts';
import { parcelsRoute } from '#sync-server/http/parcels.ts';
import { peopleRoute } from '#sync-server/http/people.ts';
import { picturesRoute } from '#sync-server/http/pictures.ts';
import { placesRoute } from '#sync-server/http/places.ts';
import { priceChangesRoute } from '#sync-server/http/price-changes.ts';
import { priceListsRoute } from '#sync-server/http/price-lists.ts';
import { answerBroken, answerProblems, Refusal } from '#sync-server/http/problem.ts';
import { purchasingRoute } from '#sync-server/http/purchasing.ts';
import { reductionsRoute } from '#sync-server/http/reductions.ts';
import { registerConfigRoute } from '#sync-server/http/register-config.ts';
import { registerReportsRoute } from '#sync-server/http/register-reports.ts';
import { replenishmentRoute } from '#sync-server/http/replenishment.ts';
import { dayBookCsvRoute, reportsRoute } from '#sync-server/http/reports.ts';
import { administratorRevokeRoute, revokeRegisterRoute } from '#sync-server/http/revoke-register.ts';
import { rollupsRoute } from '#sync-server/http/rollups.ts';
import { saleStopsRoute } from '#sync-server/http/sale-stops.ts';
import { salesReportRoute } from '#sync-server/http/sales-report.ts';
import { settingsRoute } from '#sync-server/http/settings.ts';
import { setupRoute } from '#sync-server/http/setup.ts';
import { stockRoute } from '#sync-server/http/stock.ts';
import { stockReportsRoute } from '#sync-server/http/stock-reports.ts';
import { accountRoute, storedValueRoute } from '#sync-server/http/stored-value.ts';
import { storesRoute } from '#sync-server/http/stores.ts';
import { targetsRoute } from '#sync-server/http/targets.ts';
import { updatesRoute } from '#sync-server/http/updates.ts';
import { vaultRoute } from '#sync-server/http/vault.ts';
import { windowFilesRoute } from '#sync-server/http/window-files.ts';
import { storefrontRoute } from '#sync-server/storefront/storefront-route.ts';
import { VERSION } from '#sync-server/version.ts';

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyInstance['log'],
  TypeBoxTypeProvider
>;

/** The HTTP server with all its routes, not yet listening. */
export async function buildApp(context: ServerContext): Promise<App> {
  const app: App = Fastify({
    logger: { level: 'error', stream: process.stderr },
    bodyLimit: PUSH_BYTES_MAX,
    rewriteUrl: routeOf,
    frameworkErrors: answerBroken,
    trustProxy: context.trustProxy ?? false,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler((route) => TypeBoxValidatorCompiler({ ...route, schema: dated(route.schema) }));
  app.setSerializerCompiler(() => JSON.stringify);
  answerProblems(app);
  refuseUnknownHosts(app, context);
  refuseForeign(app);
  refuseUnknownDevices(app);
  closeUnused(app);
  await app.register(helmet);
  await app.register(rateLimit, { global: false });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Omnitill server', version: VERSION },
      components: { securitySchemes: SECURITY },
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true, transformStaticCSP: withoutUpgrade });
  for (const route of ROUTES) route(app, context);
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  return app;
}

const SECURITY = {
  register: { type: 'http', scheme: 'bearer', description: 'Token of a register’s enrolment' },
  administrator: { type: 'http', scheme: 'bearer', description: 'The administrator token' },
  channel: { type: 'http', scheme: 'bearer', description: 'A key of a generic channel' },
} as const;

const ROUTES = [
  healthRoute,
  setupRoute,
  enrolRoute,
  admitDeviceRoute,
  deviceCallsRoute,
  windowFilesRoute,
  codesRoute,
  revokeRegisterRoute,
  administratorRevokeRoute,
  registerConfigRoute,
  factsRoute,
  feedsRoute,
  eventsRoute,
  exceptionsRoute,
  importProductsRoute,
  catalogueRoute,
  catalogueChangesRoute,
  catalogueImportRoute,
  priceChangesRoute,
  picturesRoute,
  placesRoute,
  storesRoute,
  vaultRoute,
  ordersRoute,
  onlineOrdersRoute,
  parcelsRoute,
  reportsRoute,
  dayBookCsvRoute,
  salesReportRoute,
  reductionsRoute,
  homeRoute,
  targetsRoute,
  stockReportsRoute,
  rollupsRoute,
  closeDayRoute,
  closeSessionRoute,
  stockRoute,
  storedValueRoute,
  accountRoute,
  leasesRoute,
  writeOffLeasesRoute,
  countsRoute,
  purchasingRoute,
  replenishmentRoute,
  peopleRoute,
  settingsRoute,
  saleStopsRoute,
  customerGroupsRoute,
  membersRoute,
  casesRoute,
  memberProgramRoute,
  priceListsRoute,
  registerReportsRoute,
  fleetRoute,
  fleetStoresRoute,
  updatesRoute,
  channelsRoute,
  channelGoodsRoute,
  channelApiRoute,
  channelOrdersRoute,
  channelWebhooksRoute,
  storefrontRoute,
];

/** Refuses another protocol's callers, and JSON whose texts could not be kept. */
function refuseForeign(app: App): void {
  app.addHook('onRequest', async (request) => {
    const protocol = request.headers['x-omnitill-protocol'];
    if (protocol === undefined || protocol === String(PROTOCOL_VERSION)) return;
    throw new Refusal(400, 'protocol-unsupported', `this server speaks protocol ${PROTOCOL_VERSION}`);
  });
  app.addHook('preValidation', async (request) => {
    if (Buffer.isBuffer(request.body) || isStorable([request.body, request.params, request.query])) return;
    throw new Refusal(400, 'body-invalid', 'a text holds U+0000 or half a surrogate pair');
  });
}

/** The page may be read over plain HTTP on a shop's own network. */
function withoutUpgrade(policy: string): string {
  return policy.replace(/;?\s*upgrade-insecure-requests/, '');
}
