import { expect, test } from 'vitest';
import { findBrowser, findInstalled } from './find.ts';

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
  expect(findInstalled(given)).toEqual({ ok: true, path });
});

test.for<[given: ReturnType<typeof machine>, because: string]>([
  [machine('linux', []), 'sudo apt-get install chromium'],
  [machine('darwin', []), 'brew install --cask google-chrome'],
  [machine('win32', []), 'winget install Google.Chrome'],
  [machine('linux', ['/usr/bin/chromium'], { CHROME_PATH: '/nowhere' }), 'CHROME_PATH names /nowhere'],
])('none is said with what helps', ([given, because]) => {
  const found = findInstalled(given);
  expect(found.ok ? '' : found.because).toContain(because);
});

const SHIPPED = {
  kind: 'unpacked',
  path: '/cache/chromium',
  env: { LD_LIBRARY_PATH: '/cache/lib' },
} as const;

test('the one of the package is the last resort', async () => {
  const shipped = () => Promise.resolve(SHIPPED);
  expect(await findBrowser(machine('linux', ['/usr/bin/chromium']), shipped)).toEqual({
    ok: true,
    path: '/usr/bin/chromium',
  });
  expect(await findBrowser(machine('linux', []), shipped)).toEqual({
    ok: true,
    path: SHIPPED.path,
    env: SHIPPED.env,
  });
});

test('the one that is named is not replaced by another', async () => {
  const given = machine('linux', [], { CHROME_PATH: '/nowhere' });
  expect(await findBrowser(given, () => Promise.resolve(SHIPPED))).toMatchObject({ ok: false });
});

test('a package that is of no use is told with what else helps', async () => {
  const shipped = () => Promise.resolve({ kind: 'unusable', because: 'the disk is full' } as const);
  const found = await findBrowser(machine('linux', []), shipped);
  expect(found.ok ? '' : found.because).toMatch(/apt-get install chromium.*the disk is full/);
});
