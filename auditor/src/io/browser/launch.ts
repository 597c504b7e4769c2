import { chromium, type Browser } from 'playwright-core';
import type { FoundBrowser } from './find.ts';

interface LaunchOptions {
  /** Where names lead, in Chromium's words: `MAP app.example.test 127.0.0.1`. The first that fits counts. */
  readonly rules: readonly string[];
  readonly headless?: boolean;
  readonly args?: readonly string[];
}

type Usable = Extract<FoundBrowser, { ok: true }>;

/** Names that no rule speaks of do not exist. */
const NOBODY_ELSE = 'MAP * ~NOTFOUND';

/**
 * Starts a browser with an empty profile that looks up no name but those it is told. The same-origin policy, certificates and
 * everything else that protects a customer stay as they are.
 */
export async function launchBrowser(
  { path: executablePath, env = {} }: Usable,
  { rules, headless = true, args = [] }: LaunchOptions,
): Promise<Browser> {
  const launch = (chromiumSandbox: boolean) =>
    chromium.launch({
      executablePath,
      headless,
      chromiumSandbox,
      args: ['--disable-gpu', `--host-resolver-rules=${[...rules, NOBODY_ELSE].join(', ')}`, ...args],
      env: { ...process.env, ...env },
    });
  // Chrome refuses its sandbox to root, who runs it in containers.
  if (process.getuid?.() === 0) return launch(false);
  try {
    return await launch(true);
  } catch (error) {
    // Some systems forbid user namespaces to programs that they did not install themselves (Ubuntu since 23.10).
    if (error instanceof Error && /sandbox/i.test(error.message)) return launch(false);
    throw error;
  }
}
