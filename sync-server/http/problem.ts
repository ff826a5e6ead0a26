import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '#contracts/errors/registry.ts';
import type { Problem } from '#contracts/http/api.ts';

/** A refusal that becomes the answer, with its HTTP status. */
export class Refusal extends Error {
  readonly statusCode: number;
  readonly problem: ErrorCode;

  constructor(statusCode: number, problem: ErrorCode, message: string) {
    super(message);
    this.statusCode = statusCode;
    this.problem = problem;
  }
}

/** Makes every refusal and failure a `Problem`. What is not the caller's doing is logged and told as `internal`. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => answer(error, request, reply));
  app.setNotFoundHandler((_request, reply) => send(reply, 404, 'not-found', 'there is nothing here'));
}

/** What came so broken that no route could be found for it, as `Problem` too. */
export function answerBroken(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  answer(error, request, reply);
}

function answer(error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Refusal) return send(reply, error.statusCode, error.problem, error.message);
  const status = error.statusCode ?? 500;
  if (status === 429) return send(reply, status, 'too-many-requests', error.message);
  if (status >= 400 && status < 500) return send(reply, status, 'body-invalid', error.message);
  request.log.error(error);
  return send(reply, 500, 'internal', 'the server failed; try again');
}

function send(reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply {
  const problem: Problem = { code, message: message.slice(0, 500) || code };
  return reply.code(status).header('content-type', 'application/json; charset=utf-8').send(problem);
}
