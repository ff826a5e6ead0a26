import Type from 'typebox';
import { SettingsFault } from '#contracts/http/settings.ts';
import { FirstShop } from '#contracts/http/setup.ts';
import { done, Fault, failed } from '#contracts/ipc/answer.ts';
import { Text } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** What a window asks of a host that belongs to no shop yet, about opening one. */
export const SETUP_METHODS = {
  /** Whether the server at this address has no shop yet; `coded`: the host was given its setup code, nobody need type it. */
  'setup.look': {
    input: Type.Object({ serverUrl: Text }, strict),
    output: Type.Union([
      Type.Object({ ok: Type.Literal(true), open: Type.Boolean(), coded: Type.Boolean() }, strict),
      failed,
    ]),
  },
  /** Opens the server's first shop with this till as its register; without `code` by the one that the host was given. */
  'setup.open': {
    input: Type.Object({ serverUrl: Text, code: Type.Optional(Text), shop: FirstShop }, strict),
    output: Type.Union([
      ...done.anyOf,
      Type.Object({ ok: Type.Literal(false), fault: Fault, faults: Type.Array(SettingsFault) }, strict),
    ]),
  },
} as const;
