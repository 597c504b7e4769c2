import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { makeFolder } from '../make-folder.ts';
import { filesIn } from './untar.ts';

/** The npm package that brings a Chromium for Linux on x64 along. */
export const SHIPPED = '@sparticuz/chromium';

/** What we have looked at. Another version is another program. */
const VERSION = '153.0.0';

interface Archive {
  readonly name: string;
  readonly sha256: string;
  /** Folder to unpack it into; a program has none. */
  readonly into?: string;
}

const ARCHIVES: readonly Archive[] = [
  { name: 'chromium.br', sha256: '38e1e1649db20fa4ea644bf5987688ce81a4c9eb10e7eae8380b74fc0d699fea' },
  {
    name: 'al2023.tar.br',
    sha256: 'a166168dd3e3e9d8743689fff543c5cadb3025c1816c6a154c90dc68a59edd0a',
    into: 'system',
  },
  {
    name: 'fonts.tar.br',
    sha256: 'c1307fe5cd607092f0426742b4ab93755eec9a9b7752e47c56408c2bcf3e515b',
    into: 'text',
  },
  {
    name: 'swiftshader.tar.br',
    sha256: 'b680e40a33235ecc6ad4c6897a168b70ce5164f0d62d2a64d675320d51614631',
    into: '.',
  },
];

type Unpacked =
  | { readonly kind: 'unpacked'; readonly path: string; readonly env: { readonly [name: string]: string } }
  /** The package is not there, or not for this machine. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unusable'; readonly because: string };

interface Place {
  readonly platform: string;
  /** Folder with the package's archives, where it is installed. */
  readonly archives: string | undefined;
  /** Folder that only we may write. */
  readonly cache: string;
  readonly wanted: readonly Archive[];
}

/**
 * Unpacks the browser of the npm package into a folder of our own, once per version. Only its archives are used: its own code
 * would start whatever lies under the same name in the temporary folder, and with the same-origin policy switched off.
 */
export async function unpackShipped(place: Place = here()): Promise<Unpacked> {
  const { platform, archives, cache, wanted } = place;
  if (archives === undefined || platform !== 'linux-x64') return { kind: 'none' };
  const folder = join(cache, `chromium-${VERSION}`);
  try {
    makeFolder(cache);
    const trouble = existsSync(folder) ? problemOf(folder) : await unpackInto(folder, archives, wanted);
    if (trouble !== undefined) return { kind: 'unusable', because: trouble };
  } catch (error) {
    return { kind: 'unusable', because: error instanceof Error ? error.message : String(error) };
  }
  return {
    kind: 'unpacked',
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'system', 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

/** Whoever may write there could put another program in its place. */
function problemOf(folder: string): string | undefined {
  const { uid, mode } = lstatSync(folder);
  const isOurs = uid === process.getuid?.() && (mode & 0o077) === 0;
  return isOurs ? undefined : `${folder} is not ours alone; remove it and start again`;
}

/** Unpacks beside the place and renames, so that nobody ever sees half of it. */
async function unpackInto(
  folder: string,
  archives: string,
  wanted: readonly Archive[],
): Promise<string | undefined> {
  const building = mkdtempSync(`${folder}-`);
  try {
    for (const { name, sha256, into } of wanted) {
      const packed = readFileSync(join(archives, name));
      const found = createHash('sha256').update(packed).digest('hex');
      if (found !== sha256) return `${name} is not that of version ${VERSION} (sha256 ${found})`;
      const bytes = await promisify(brotliDecompress)(packed);
      if (into === undefined) writeFileSync(join(building, 'chromium'), bytes, { mode: 0o700 });
      else writeAll(join(building, into), bytes);
    }
    writeFileSync(join(building, 'fonts.conf'), fontsConf(join(folder, 'text', 'fonts')));
    renameSync(building, folder);
    return undefined;
  } catch (error) {
    // Another process was faster.
    if (existsSync(folder)) return problemOf(folder);
    throw error;
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

function writeAll(folder: string, archive: Buffer): void {
  for (const { path, bytes } of filesIn(archive)) {
    makeFolder(dirname(join(folder, path)));
    writeFileSync(join(folder, path), bytes, { mode: 0o700 });
  }
}

/** Without one, a machine that has no fonts shows empty boxes. The machine's own come first. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
}

function here(): Place {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return {
    platform: `${process.platform}-${process.arch}`,
    archives: archivesFolder(),
    cache: join(cache, 'launch-ready'),
    wanted: ARCHIVES,
  };
}

/** Beside us, or beside the founder's project. */
function archivesFolder(): string | undefined {
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), 'package.json')).href]) {
    try {
      return join(dirname(createRequire(from).resolve(SHIPPED)), '..', 'bin');
    } catch {
      continue;
    }
  }
  return undefined;
}
