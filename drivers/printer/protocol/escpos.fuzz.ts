import { clearBuffers, drawerPulse, processIdRequest, realTimeDrawerPulse, statusRequest } from './escpos-commands.ts';
import { EscPosDecoder } from './escpos-decode.ts';
import { encodeEscPos } from './escpos-encode.ts';
import { modelProfile } from './models.ts';
import { PAPER_58MM, PAPER_80MM } from './printer-profile.ts';
import { ANY_FONT, checkDecoding, RECEIPT } from './testing/printer-fuzz.ts';

/** What the virtual printer is sent. */
export default {
  name: 'ESC/POS printer',
  samples: [
    encodeEscPos(RECEIPT, PAPER_80MM),
    encodeEscPos(RECEIPT, modelProfile('epson-tm-t88-ja') ?? PAPER_58MM),
    drawerPulse(2),
    realTimeDrawerPulse(5),
    statusRequest(4),
    processIdRequest('0a~ '),
    clearBuffers(),
  ],
  run(bytes: Uint8Array, splits: readonly number[]): void {
    checkDecoding(() => new EscPosDecoder({ charsets: ANY_FONT, columns: 32 }), bytes, splits);
  },
};
