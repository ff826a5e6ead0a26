import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Packages with compiled parts: they stay in node_modules, everything else is bundled. */
const NATIVE = ['fs-native-extensions', '@node-rs/argon2', 'serialport', 'node-hid', '@napi-rs/canvas'];

export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: { input: { index: resolve('electron/main/main.ts') }, external: NATIVE },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('electron/preload/index.ts'), customer: resolve('electron/preload/customer.ts') },
        // A sandboxed preload script can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve('renderer'),
    publicDir: false,
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: 'chrome130',
      outDir: resolve('out/renderer'),
      minify: true,
      // From the host's own disk, size costs little.
      chunkSizeWarningLimit: 2000,
      // Everything is a file of its own: the content security policy allows no inline scripts or fonts.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: resolve('renderer/index.html'), customer: resolve('renderer/customer/index.html') },
      },
    },
  },
});
