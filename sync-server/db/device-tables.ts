import type { Generated } from 'kysely';
import type { Moment } from '#sync-server/db/column-types.ts';

/** A device without a host, by its journal, which the server keeps for it. */
interface DeviceTable {
  journal_id: string;
  token_hash: string;
  /** Names the asking by which it was admitted, so that it can be answered again. */
  attempt_id: string;
  admitted_at: Moment;
  /** Who is signed in on it. */
  operator_id: string | null;
  /** Which PIN and badge they had as they signed in: with others they are signed out. */
  credentials: Generated<string | null>;
  /** When somebody last touched it. */
  active_at: Moment;
}

/** Wrong PINs and badges in a row on a device. */
interface DeviceTryTable {
  journal_id: string;
  name: string;
  failures: number;
  last_at: Moment;
}

/** Wrong PINs in a row of somebody, on all devices together. */
interface OperatorTryTable {
  operator_id: string;
  failures: number;
  last_at: Moment;
}

/** Where the facts of a device stand in its journal. */
interface DeviceFactTable {
  journal_id: string;
  fact_id: string;
  seq: number;
}

/** Pickups that a device opened by their codes. */
interface PickupProofTable {
  journal_id: string;
  fulfilment_id: string;
  how: 'typed' | 'scanned';
  at: Moment;
}

export interface DeviceTables {
  device: DeviceTable;
  device_try: DeviceTryTable;
  operator_try: OperatorTryTable;
  device_fact: DeviceFactTable;
  pickup_proof: PickupProofTable;
}
