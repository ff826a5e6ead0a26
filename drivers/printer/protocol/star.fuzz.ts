import { encodeReceipt } from './encode-receipt.ts';
import { modelProfile } from './models.ts';
import { PAPER_80MM } from './printer-profile.ts';
import { starDrawerPulse, starEtb, starPrintEndRequest, starStatusRequest } from './star-commands.ts';
import { StarDecoder } from './star-decode.ts';
import { ANY_FONT, checkDecoding, RECEIPT } from './testing/printer-fuzz.ts';

const star = (model: string) => encodeReceipt(RECEIPT, modelProfile(model) ?? PAPER_80MM, null);

/** What a Star printer is sent. */
export default {
  name: 'Star printer',
  samples: [
    star('star-mc-print3'),
    star('star-tsp650-ja'),
    starDrawerPulse(2),
    starStatusRequest(),
    starPrintEndRequest(513),
    starEtb(),
  ],
  run(bytes: Uint8Array, splits: readonly number[]): void {
    checkDecoding(() => new StarDecoder({ charsets: ANY_FONT, columns: 32 }), bytes, splits);
  },
};
