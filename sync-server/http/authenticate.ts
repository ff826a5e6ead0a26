import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { deviceAtRoute, isByDevice } from '#sync-server/http/device-door.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';

/** Which register asks, and through which of its journals; a device without a host is one whose journal the server keeps. */
export interface RegisterIdentity {
  journalId: string;
  registerId: string;
  storeId: string;
  /** Who is signed in on a device without a host; undefined where a register vouches for whom it names. */
  operatorId?: string | null;
}

const identities = new WeakMap<FastifyRequest, RegisterIdentity>();

/**
 * An `onRequest` hook that lets registers in by their token. A revoked one may still push what it witnessed (`revokedToo`), and
 * nothing else. The window of a device without a host is let in as its device, where `PROXIED` lets it reach the route at all.
 */
export function requireRegister(context: ServerContext, { revokedToo = false } = {}) {
  const { db } = context;
  return async (request: FastifyRequest): Promise<void> => {
    if (isByDevice(request)) {
      const { journalId, registerId, storeId, operatorId } = await deviceAtRoute(context, request);
      return void identities.set(request, { journalId, registerId, storeId, operatorId });
    }
    const row = await db
      .selectFrom('register_token')
      .innerJoin('journal', 'journal.journal_id', 'register_token.journal_id')
      .select(['journal.journal_id', 'register_id', 'store_id', 'revoked_at'])
      .where('token_hash', '=', hashOfText(bearerOf(request)))
      .executeTakeFirst();
    if (!row) throw new Refusal(401, 'unauthorised', 'a register token is needed');
    if (row.revoked_at && !revokedToo) throw new Refusal(403, 'revoked', 'this register was revoked');
    identities.set(request, { journalId: row.journal_id, registerId: row.register_id, storeId: row.store_id });
  };
}

/** What came by a device's window reaches no route that does not ask who it is, whatever `PROXIED` says. */
export function refuseUnknownDevices(app: App): void {
  app.addHook('preValidation', async (request) => {
    if (!isByDevice(request) || identities.has(request)) return;
    throw new Refusal(404, 'not-found', 'a device without a host does not reach this');
  });
}

/** The register that `requireRegister` let in. */
export function registerOf(request: FastifyRequest): RegisterIdentity {
  const identity = identities.get(request);
  if (!identity) throw new Error('this route lets anyone in');
  return identity;
}

/** Who is signed in on the device without a host that `requireRegister` let in; undefined where it was a register, or nobody. */
export function signedInOn(request: FastifyRequest): string | null | undefined {
  return identities.get(request)?.operatorId;
}

/** An `onRequest` hook that lets the administrator in by the administrator's token. */
export function requireAdministrator({ adminToken }: ServerContext) {
  const expected = Buffer.from(hashOfText(adminToken), 'hex');
  return async (request: FastifyRequest): Promise<void> => {
    const given = Buffer.from(hashOfText(bearerOf(request)), 'hex');
    if (!timingSafeEqual(given, expected)) throw new Refusal(401, 'unauthorised', 'the administrator token is needed');
  };
}

function bearerOf(request: FastifyRequest): string {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
