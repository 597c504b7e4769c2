import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['launch-ready-source'] },
  ssr: { resolve: { conditions: ['launch-ready-source'] } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['auditor/src/**/*.test.ts', 'chatbot/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'testbed',
          include: ['testbed/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
