import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const server = process.env.SWITCHROOM_SERVER ?? 'http://127.0.0.1:8000'

export default defineConfig({
  base: '/',
  plugins: [react()],
  build: {
    target: 'es2023',
    manifest: true,
    sourcemap: false,
    rolldownOptions: {
      input: ['index.html', 'call.html'],
      // They declare nothing about it, so that a popover would bring antd's whole form.
      treeshake: { moduleSideEffects: [{ test: /node_modules\/@rc-component\//, sideEffects: false }] },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5170,
    strictPort: true,
    proxy: { '/api': { target: server, ws: true } },
  },
  test: {
    environment: 'jsdom',
    include: ['test/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    restoreMocks: true,
    maxWorkers: 1,
    // axe reads whole pages; a machine that is busy elsewhere takes its time for that.
    testTimeout: 20_000,
  },
})
