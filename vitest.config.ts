import { defineConfig } from 'vitest/config';

/** A browser takes its time: such tests stand beside their file, and run with the testbed. */
const IN_BROWSER = 'auditor/src/**/*-in-browser.test.ts';

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
          exclude: [IN_BROWSER],
          setupFiles: ['scripts/properties.ts'],
          testTimeout: 30_000,
          // Loading the same modules anew for each of three hundred files took longer than their tests. What a test replaces, it
          // puts back.
          isolate: false,
          // Vitest leaves one core free; on two cores that is half of the machine.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'testbed',
          include: ['testbed/**/*.test.ts', IN_BROWSER],
          // Whole audits of whole products, on machines that may be busy.
          testTimeout: 900_000,
          hookTimeout: 900_000,
          // One waits while the other works: two files at once take two thirds of the time.
          maxWorkers: 2,
        },
      },
    ],
  },
});
