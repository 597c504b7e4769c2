import { defineConfig } from '@playwright/test';

const { LAUNCH_READY_BASE_URL, LAUNCH_READY_WIDTH, LAUNCH_READY_HEIGHT, CHROME_PATH } = process.env;

/** As the founder of the reference chatbot has it: the audit says where, and in which window. */
export default defineConfig({
  timeout: 30_000,
  use: {
    ...(LAUNCH_READY_BASE_URL === undefined ? {} : { baseURL: LAUNCH_READY_BASE_URL }),
    viewport: { width: Number(LAUNCH_READY_WIDTH ?? 1280), height: Number(LAUNCH_READY_HEIGHT ?? 800) },
    screenshot: 'on',
    actionTimeout: 8_000,
    launchOptions: {
      executablePath: CHROME_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    },
  },
});
