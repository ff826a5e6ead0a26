import Type, { type TBoolean, type TObject, type TOptional } from 'typebox';

/** The schema of a change to some of a device's faults, from what it is without any. */
export function faultsOf<F extends { [Name in keyof F]: boolean }>(
  none: F,
): TObject<{ [Name in keyof F]: TOptional<TBoolean> }> {
  const named = Object.fromEntries(Object.keys(none).map((name) => [name, Type.Optional(Type.Boolean())]));
  return Type.Object(named as { [Name in keyof F]: TOptional<TBoolean> }, { additionalProperties: false });
}
