/** What stands as a barcode on every test page: the example of ISO/IEC 15420. */
export const TEST_BARCODE = '4006381333931';
