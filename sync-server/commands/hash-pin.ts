import { hash } from '@node-rs/argon2';
import type { ServerContext } from '#sync-server/context.ts';

/** The hash of an operator's PIN as published and checked by hosts: argon2id (the library's default), keyed by the chain's pepper. */
export function hashPin(context: ServerContext, pin: string): Promise<string> {
  return hash(pin, { secret: context.keys.pepper });
}
