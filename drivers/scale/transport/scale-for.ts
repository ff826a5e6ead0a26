import type { ScaleSettings } from '#contracts/ipc/devices.ts';
import { cas } from '#drivers/scale/protocol/cas.ts';
import { dialog06 } from '#drivers/scale/protocol/dialog06.ts';
import { mettler8217 } from '#drivers/scale/protocol/mettler-8217.ts';
import type { ScaleDialog } from '#drivers/scale/protocol/scale-dialog.ts';
import type { Scale } from '#drivers/scale/scale.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import { PolledScale, type PolledScaleOptions } from './polled-scale.ts';

/** The scale that speaks the protocol of the settings at the other end of the transport. Nothing is opened before the first weighing. */
export function scaleFor(settings: ScaleSettings, transport: ByteTransport, options?: PolledScaleOptions): Scale {
  return new PolledScale(dialogOf(settings), transport, options);
}

function dialogOf({ protocol, checksums }: ScaleSettings): () => ScaleDialog {
  if (protocol === 'cas') return cas;
  if (protocol === 'mettler-8217') return mettler8217;
  const secret = checksums
    ? { checksum: Number.parseInt(checksums.checksum, 16), polynomial: Number.parseInt(checksums.polynomial, 16) }
    : null;
  return () => dialog06(secret);
}
