import { expect, test } from 'vitest';
import { findBrowser } from './browser.ts';

function machine(platform: NodeJS.Platform, files: readonly string[], env: { [name: string]: string } = {}) {
  const exists = (path: string) => files.includes(path);
  return {
    platform,
    env,
    home: '/home/ana',
    exists,
    list: () => ['chromium-1100', 'chromium-1200', 'firefox-1'],
  };
}

test.for<[name: string, given: ReturnType<typeof machine>, path: string]>([
  [
    'the one that is named',
    machine('linux', ['/opt/c', '/usr/bin/chromium'], { CHROME_PATH: '/opt/c' }),
    '/opt/c',
  ],
  [
    'one on the path',
    machine('linux', ['/opt/bin/google-chrome'], { PATH: '/opt/bin' }),
    '/opt/bin/google-chrome',
  ],
  ['an installed one', machine('linux', ['/usr/bin/chromium']), '/usr/bin/chromium'],
  [
    'the newest that Playwright loaded',
    machine('linux', ['/c/chromium-1100/chrome-linux/chrome', '/c/chromium-1200/chrome-linux/chrome'], {
      PLAYWRIGHT_BROWSERS_PATH: '/c',
    }),
    '/c/chromium-1200/chrome-linux/chrome',
  ],
  [
    'an app of macOS',
    machine('darwin', ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge']),
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
])('%s', ([, given, path]) => {
  expect(findBrowser(given)).toEqual({ ok: true, path });
});

test.for<[given: ReturnType<typeof machine>, because: string]>([
  [machine('linux', []), 'sudo apt-get install chromium'],
  [machine('darwin', []), 'brew install --cask google-chrome'],
  [machine('win32', []), 'winget install Google.Chrome'],
  [machine('linux', ['/usr/bin/chromium'], { CHROME_PATH: '/nowhere' }), 'CHROME_PATH names /nowhere'],
])('none is said with what helps', ([given, because]) => {
  const found = findBrowser(given);
  expect(found.ok ? '' : found.because).toContain(because);
});
