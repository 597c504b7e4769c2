import { join, relative } from 'node:path';
import { formatProblem } from '../intake/problem.ts';
import { conclude } from '../intake/recording/conclusion.ts';
import { createRecorder } from '../intake/recording/recorder.ts';
import { toHar } from '../intake/recording/to-har.ts';
import { findInstalled } from '../io/browser/find.ts';
import { writeText } from '../io/files.ts';
import { recordInBrowser } from '../io/recording.ts';
import { UsageError } from './exit.ts';

interface RecordOptions {
  readonly name: string;
  readonly app: string;
  readonly api: string;
  /** Where the recording is kept. */
  readonly folder: string;
  /** Other hosts that may be contacted, such as a CDN or a login provider. */
  readonly allow: readonly string[];
}

/**
 * Lets a person click through the product as one account, and keeps what the browser asked and got, without secrets.
 *
 * @returns the file
 * @throws UsageError when there is no browser or nothing was recorded
 */
export async function recordPerson({ name, app, api, folder, allow }: RecordOptions): Promise<string> {
  const browser = findInstalled();
  if (!browser.ok) throw new UsageError(`Cannot record: ${browser.because}.`);
  const recorder = createRecorder(name, { api });
  say(`Opening ${app} for ${name}. Log in as ${name}, open what matters, make one of each thing.`);
  say('Then come back here and press Enter.');
  const { blocked } = await recordInBrowser({
    browser: browser.path,
    headless: false,
    start: app,
    hosts: [...new Set([new URL(app).hostname, new URL(api).hostname, ...allow])],
    onExchange: (exchange) => recorder.add(exchange),
    until: enter,
  });
  if (blocked.size > 0) {
    const hosts = [...blocked].map(([host, times]) => `${host} (${times})`).join(', ');
    say(`Not contacted, because they are not the product's: ${hosts}. To let one through: --allow <host>.`);
  }
  const file = join(folder, `${name}.har`);
  const recorded = conclude(recorder, { name, file: relative(process.cwd(), file), api });
  if (!recorded.ok) throw new UsageError(recorded.error.map(formatProblem).join('\n'));
  const written = writeText(file, toHar(recorded.value.recording, new URL(api).protocol));
  if (!written.ok) throw new UsageError(`Cannot write ${file}: ${written.because}.`);
  say(
    `Kept ${recorded.value.recording.exchanges.length} requests of ${name} in ${relative(process.cwd(), file)}, without secrets.`,
  );
  return file;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function enter(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdin.resume();
    process.stdin.once('data', () => {
      process.stdin.pause();
      resolve();
    });
  });
}
