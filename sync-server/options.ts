import { isIP } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { simulatedCarrier } from '#sync-server/carriers/simulated-carrier.ts';
import { folderMessages } from '#sync-server/messages/folder-messages.ts';
import type { ServerOptions } from '#sync-server/server.ts';
import { StartFault } from '#sync-server/start-fault.ts';

export const HELP = `Omnitill server

  --port NUMBER          port to listen on (OMNITILL_SERVER_PORT; 8787; 0 picks a free one)
  --host NAME            address to listen on (OMNITILL_SERVER_HOST; 127.0.0.1; 0.0.0.0 for tablets in the shop's network)
  --public-url URL       https://… that tablets know it by, where TLS ends before it (OMNITILL_PUBLIC_URL)
  --names NAMES          further names that browsers know it by: till.lan,shop.local (OMNITILL_SERVER_NAMES)
  --trust-proxy ADDRESSES  proxies before it whose X-Forwarded-For is believed: 10.0.0.2,10.1.0.0/16 (OMNITILL_TRUST_PROXY; none)
  --data-dir FOLDER      where data is kept, in FOLDER/server (OMNITILL_DATA_DIR; ./data)
  --database-url URL     postgres://… instead of the embedded database (DATABASE_URL)
  --storefront CHANNEL   serve a small shop for customers at /shop, which sells through this generic channel (OMNITILL_STOREFRONT;
                         web-shop with --demo, none without)
  --demo                 fill an empty database with the demo shop
  --demo-orders          let a few online orders wait in it
  --help                 this text

OMNITILL_SMTP_URL (smtp://user:password@host:587) and OMNITILL_MAIL_FROM (Shop <shop@example.com>) switch receipts by
e-mail on, and messages about online orders; until both are set they wait in the database, and GET /health says mail is off.
OMNITILL_TEXTS_DIR names a folder that texts to phones are written to, in place of a service that sends them; until it is
set they wait likewise.

OMNITILL_CARRIER=simulated has parcels taken by a carrier that carries nothing, to try shipping without one (so does --demo).

OMNITILL_ADMIN_TOKEN sets the administrator token; otherwise it is in FOLDER/server/admin-token.
`;

/** Reads flags and environment; a flag wins. `help` when it was asked for; throws a `StartFault` on a wrong one. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): ServerOptions | 'help' {
  const { values } = parseFlags(args);
  if (values.help) return 'help';
  return {
    port: readPort(values.port ?? env.OMNITILL_SERVER_PORT ?? '8787'),
    host: values.host ?? (env.OMNITILL_SERVER_HOST || '127.0.0.1'),
    publicUrl: readPublicUrl(values['public-url'] ?? env.OMNITILL_PUBLIC_URL ?? ''),
    names: listIn(values.names ?? env.OMNITILL_SERVER_NAMES ?? ''),
    trustProxy: readProxies(values['trust-proxy'] ?? env.OMNITILL_TRUST_PROXY ?? ''),
    dataDir: join(values['data-dir'] ?? env.OMNITILL_DATA_DIR ?? 'data', 'server'),
    databaseUrl: values['database-url'] ?? (env.DATABASE_URL || undefined),
    demo: values.demo ?? false,
    demoOrders: values['demo-orders'] ?? false,
    storefront: values.storefront ?? (env.OMNITILL_STOREFRONT || undefined),
    mail: readMail(env.OMNITILL_SMTP_URL, env.OMNITILL_MAIL_FROM),
    texts: env.OMNITILL_TEXTS_DIR ? folderMessages(env.OMNITILL_TEXTS_DIR) : undefined,
    carrier: readCarrier(env.OMNITILL_CARRIER ?? ''),
  };
}

function readPublicUrl(text: string): string | undefined {
  if (text === '') return undefined;
  if (/^https?:\/\/[^/?#]+\/?$/.test(text) && URL.canParse(text)) return text;
  throw new StartFault('The public URL must be like https://shop.example.');
}

function listIn(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** Addresses and ranges alone: a proxy that is not named might be anybody. */
function readProxies(text: string): string | undefined {
  const proxies = listIn(text);
  const isWrong = proxies.some((proxy) => {
    const [address = '', bits, ...rest] = proxy.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    return (
      isIP(address) === 0 || rest.length > 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most))
    );
  });
  if (isWrong) throw new StartFault('Trusted proxies must be addresses or ranges, like 10.0.0.2,10.1.0.0/16.');
  return proxies.length > 0 ? proxies.join(',') : undefined;
}

function readCarrier(name: string): ServerOptions['carrier'] {
  if (name === '') return undefined;
  if (name === 'simulated') return simulatedCarrier();
  throw new StartFault('OMNITILL_CARRIER must be simulated, or not be set.');
}

function readMail(smtpUrl = '', from = ''): ServerOptions['mail'] {
  if (smtpUrl === '' && from === '') return undefined;
  if (smtpUrl === '' || from === '') throw new StartFault('OMNITILL_SMTP_URL and OMNITILL_MAIL_FROM go together.');
  if (!/^smtps?:\/\//.test(smtpUrl) || !URL.canParse(smtpUrl)) {
    throw new StartFault('OMNITILL_SMTP_URL must be like smtp://user:password@host:587.');
  }
  return { smtpUrl, from };
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'public-url': { type: 'string' },
        names: { type: 'string' },
        'trust-proxy': { type: 'string' },
        'data-dir': { type: 'string' },
        'database-url': { type: 'string' },
        storefront: { type: 'string' },
        demo: { type: 'boolean' },
        'demo-orders': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new StartFault(`${(error as Error).message.split('. ')[0]}; --help lists the options.`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new StartFault(`The port must be a number up to 65535, not ${text}.`);
  return port;
}
