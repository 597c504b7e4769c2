import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { SHIPPED, unpackShipped } from './shipped.ts';

export type FoundBrowser =
  | {
      readonly ok: true;
      readonly path: string;
      /** What it needs in its environment besides. */
      readonly env?: { readonly [name: string]: string };
    }
  | { readonly ok: false; readonly because: string };

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: { readonly [name: string]: string | undefined };
  readonly home: string;
  readonly exists: (path: string) => boolean;
  readonly list: (folder: string) => readonly string[];
}

const THIS: Machine = {
  platform: process.platform,
  env: process.env,
  home: homedir(),
  exists: existsSync,
  list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
};

/**
 * A Chromium of any make on this machine: the one that CHROME_PATH names, an installed one, or one that Playwright loaded;
 * where there is none, the one that an npm package brings along.
 */
export async function findBrowser(machine: Machine = THIS, shipped = unpackShipped): Promise<FoundBrowser> {
  const found = findInstalled(machine);
  if (found.ok || machine.env['CHROME_PATH']) return found;
  const unpacked = await shipped();
  if (unpacked.kind === 'unpacked') return { ok: true, path: unpacked.path, env: unpacked.env };
  return unpacked.kind === 'none'
    ? found
    : { ok: false, because: `${found.because}. The one of ${SHIPPED} is of no use: ${unpacked.because}` };
}

/** One with windows that a person can use: the one of the package has none. */
export function findInstalled(machine: Machine = THIS): FoundBrowser {
  const { env, exists } = machine;
  const named = env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (exists(named)) return { ok: true, path: named };
    return { ok: false, because: `CHROME_PATH names ${named}, which does not exist` };
  }
  const path = [...installed(machine), ...loaded(machine)].find((one) => exists(one));
  if (path !== undefined) return { ok: true, path };
  return {
    ok: false,
    because: `no Chrome, Chromium or Edge was found. ${ADVICE[machine.platform] ?? 'Install one'}, or set CHROME_PATH to one`,
  };
}

const ADVICE: { readonly [platform: string]: string } = {
  linux: `Install one: sudo apt-get install chromium (or: npx playwright install chromium, or: npm install ${SHIPPED})`,
  darwin: 'Install one: brew install --cask google-chrome',
  win32: 'Install one: winget install Google.Chrome',
};

function installed({ platform, env, home }: Machine): readonly string[] {
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return apps.flatMap((app) =>
      ['/Applications', join(home, 'Applications')].map((folder) =>
        join(folder, `${app}.app`, 'Contents/MacOS', app),
      ),
    );
  }
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => env[name] ?? []);
    const apps = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap((root) => apps.map((app) => `${root}\\${app}`));
  }
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/snap/bin'];
  return names.flatMap((name) => folders.filter((one) => one !== '').map((folder) => join(folder, name)));
}

/** Where Playwright keeps the browsers that it loads; the newest first. */
function loaded({ platform, env, home, list }: Machine): readonly string[] {
  const folders: { readonly [platform: string]: string } = {
    linux: join(home, '.cache/ms-playwright'),
    darwin: join(home, 'Library/Caches/ms-playwright'),
    win32: join(env['LOCALAPPDATA'] ?? home, 'ms-playwright'),
  };
  const root = env['PLAYWRIGHT_BROWSERS_PATH'] ?? folders[platform];
  if (root === undefined) return [];
  const builds = list(root).filter((one) => /^chromium-\d+$/.test(one));
  const inside = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
  ];
  return [...builds]
    .sort()
    .reverse()
    .flatMap((build) => inside.map((path) => join(root, build, path)));
}
