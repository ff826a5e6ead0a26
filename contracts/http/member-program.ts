import Type, { type Static } from 'typebox';
import { MemberProgram } from '#contracts/member/program.ts';
import { Count, Id } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** GET /member-program (register, permission `settings`): what membership is; version 0 where nothing was ever said. */
export const ProgramRow = Type.Object({ version: Count, program: MemberProgram }, strict);
export type ProgramRow = Static<typeof ProgramRow>;

/** PUT /member-program (likewise): the program as it shall be, from the version that was seen. */
export const ProgramChange = ProgramRow;
export type ProgramChange = ProgramRow;

/** `now`: somebody else changed it meanwhile. `faults` are codes of the registry of errors. */
export const ProgramAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true), version: Count }, strict),
  Type.Object({ ok: Type.Literal(false), now: ProgramRow }, strict),
  Type.Object({ ok: Type.Literal(false), faults: Type.Array(Id, { minItems: 1 }) }, strict),
]);
export type ProgramAnswer = Static<typeof ProgramAnswer>;
