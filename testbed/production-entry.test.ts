import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FLAWS } from './flaws/index.ts';

const CHATBOT = resolve(import.meta.dirname, '../chatbot');
const ENTRY = join(CHATBOT, 'src/main.ts');
const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;

/** The files of our own that an entry leads to, and the packages that they name. */
function reach(entry: string): { files: ReadonlySet<string>; packages: ReadonlySet<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const queue = [entry];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      if (name.startsWith('.')) queue.push(resolve(dirname(file), name));
      else packages.add(name);
    }
  }
  return { files, packages };
}

describe('the production entry of the chatbot', () => {
  const { files, packages } = reach(ENTRY);

  it('reaches no file outside the product', () => {
    expect(files.size).toBeGreaterThan(40);
    for (const file of files) expect(file.startsWith(`${CHATBOT}/src/`)).toBe(true);
    expect([...packages].filter((name) => /testbed|launch-ready/.test(name))).toEqual([]);
  });

  it('loads nothing by a name that is made up at run time', () => {
    const dynamic = [...files].filter((file) =>
      /\bimport\(\s*[^'\s]|\brequire\(|createRequire|\beval\(/.test(readFileSync(file, 'utf8')),
    );
    expect(dynamic).toEqual([]);
  });

  it('replaces no control', () => {
    const text = readFileSync(ENTRY, 'utf8');
    expect(text).toContain('createChatbot({ config })');
    expect(text).not.toContain('policies');
  });

  it('has no word for a flaw', () => {
    const sources = [...files].map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(FLAWS.length).toBeGreaterThan(0);
    for (const { id } of FLAWS) expect(sources).not.toContain(id);
  });

  it('stays sound whatever it is told by arguments and environment', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'launch-ready-production-'));
    const child = spawn(
      process.execPath,
      ['--conditions=launch-ready-source', ENTRY, '--flaw', 'cors-reflects-origin', '--policies', '{}'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          ...process.env,
          PORT: '0',
          DATA_DIR: directory,
          LOG_FILE: join(directory, 'log'),
          FLAW: 'cors-reflects-origin',
          FLAWS: 'cors-reflects-origin',
          POLICIES: 'cors-reflects-origin',
        },
      },
    );
    try {
      const url = await new Promise<string>((found, failed) => {
        child.once('exit', (code) => failed(new Error(`The chatbot ended with ${code}.`)));
        createInterface({ input: child.stdout }).on('line', (line) => {
          const address = /http:\/\/\S+/.exec(line)?.[0];
          if (address !== undefined) found(address);
        });
      });
      const answer = await fetch(`${url}/api/health`, { headers: { origin: 'https://elsewhere.test' } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(existsSync(directory)).toBe(true);
    } finally {
      child.kill('SIGTERM');
      await new Promise((done) => child.once('exit', done));
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
