import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notesTarget, NOTES_ENV } from '../strangers/tiny/notes-target.ts';
import { startNotes, type Notes, type NotesOptions } from '../strangers/tiny/notes.ts';
import { html, json, open } from '../strangers/tiny/serve.ts';
import { scorecardOf } from '../src/scorecard.ts';
import { CAN_SIGN, selfSigned } from './self-signed.ts';
import { workplace } from './workplace.ts';

type Target = ReturnType<typeof notesTarget>;

const AUDIT = ['--only', 'authorization/read-object', '--format', 'json', '--quiet'];

/** Audits the notes with a target file that was changed, or in an environment that was. */
async function audited(
  options: NotesOptions,
  change: (target: Target, notes: Notes) => unknown = (target) => target,
  env: { readonly [name: string]: string } = {},
) {
  const notes = await startNotes(options);
  using place = workplace({ ...NOTES_ENV, ...env });
  const file = place.write(change(notesTarget(notes), notes));
  const result = await place.run(['audit', file, ...AUDIT]);
  await notes.stop();
  return { ...result, notes };
}

describe('accounts that are not what the file says are refused, with exit code 64', () => {
  it('a wrong password', async () => {
    const { exit, stderr } = await audited({}, undefined, { BEA: 'word-of-somebody' });
    expect(exit).toBe(64);
    expect(stderr).toMatch(/bea could not log in/);
    expect(stderr).toMatch(/wrong word/);
    expect(stderr).not.toContain('word-of-somebody');
  });

  it('an account of another tenant', async () => {
    const { exit, stderr } = await audited({}, (target) => ({
      ...target,
      identities: { ...target.identities, bea: { ...target.identities.bea, tenant: 'initech' } },
    }));
    expect(exit).toBe(64);
    expect(stderr).toMatch(/bea is not who the file says: its tenant is globex, not initech/);
  });

  it('one account under two names', async () => {
    const { exit, stderr } = await audited({}, (target) => ({
      ...target,
      identities: { ana: target.identities.ana, zoe: target.identities.ana },
    }));
    expect(exit).toBe(64);
    expect(stderr).toMatch(/ana and zoe are the same user/);
  });

  it('a redirect to somewhere else', async () => {
    const { exit, stderr } = await audited({
      me: (_, response) => {
        response.writeHead(302, { location: 'https://elsewhere.example/login' }).end();
        return true;
      },
    });
    expect(exit).toBe(64);
    expect(stderr).toMatch(/redirects to https:\/\/elsewhere\.example\/login/);
    expect(stderr).toMatch(/not followed/);
  });
});

describe('a target that cannot be asked leaves everything unproven, with exit code 2', () => {
  it.each<[string, NotesOptions['me'], RegExp]>([
    ['is in trouble', (_, response) => (response.writeHead(503).end(), true), /answered 503/],
    ['has enough of us', (_, response) => (response.writeHead(429).end(), true), /answered 429/],
    ['is slow', () => true, /no answer within 0\.5 s/],
    [
      'hangs up',
      (request) => (request.socket.destroy(), true),
      /ECONNRESET|other side closed|socket hang up/,
    ],
  ])('since it %s', async (_, me, because) => {
    const result = await audited(me === undefined ? {} : { me });
    const { run, checks } = scorecardOf(result);
    expect(result.exit).toBe(2);
    expect(checks[0]).toMatchObject({ status: 'unproven', because: expect.stringMatching(because) });
    expect(run.complete).toBe(false);
  });

  it('since it talks for ever', async () => {
    const endless: NotesOptions['me'] = (_, response) => {
      const block = Buffer.alloc(256 * 1024, 32);
      const more = () => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once('drain', more);
      };
      response.writeHead(200, { 'content-type': 'application/json' });
      more();
      return true;
    };
    const result = await audited({ me: endless });
    expect([2, 64]).toContain(result.exit);
    expect(result.seconds).toBeLessThan(20);
  });

  it('since its name does not exist', async () => {
    const result = await audited({}, (target) => ({ ...target, api: 'http://nowhere.invalid' }));
    expect(result.exit).toBe(2);
    expect(scorecardOf(result).checks[0]?.because).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });
});

describe.runIf(CAN_SIGN)('a certificate', () => {
  it.each([
    [
      'that nobody vouches for leaves everything unproven',
      undefined,
      2,
      /certificate is not trusted.*network\.ca/s,
    ],
    ['of an authority that the file names is trusted', './ca.pem', 0, /^$/],
  ])('%s', async (_, ca, exit, because) => {
    const tls = selfSigned('notes.test');
    const notes = await startNotes({ tls });
    using place = workplace(NOTES_ENV);
    writeFileSync(join(place.folder, 'ca.pem'), tls.cert);
    const target = {
      ...notesTarget({ url: 'https://notes.test' }),
      network: { hosts: { 'notes.test': `127.0.0.1:${notes.port}` }, ...(ca === undefined ? {} : { ca }) },
    };
    const result = await place.run(['audit', place.write(target), ...AUDIT]);
    await notes.stop();
    expect(result.exit).toBe(exit);
    expect(scorecardOf(result).checks[0]?.because ?? '').toMatch(because);
  });
});

describe('a public host', () => {
  it('is not attacked without proof, and is with it', async () => {
    let code = '';
    const notes = await startNotes({ proof: () => code });
    using place = workplace(NOTES_ENV);
    const file = place.write({
      ...notesTarget({ url: 'http://notes.example.com' }),
      network: { hosts: { 'notes.example.com': `127.0.0.1:${notes.port}` }, resolver: '127.0.0.1:9' },
    });
    const refused = await place.run(['audit', file, ...AUDIT]);
    expect(refused.exit).toBe(64);
    expect(refused.stderr).toMatch(/notes\.example\.com is a public host/);
    expect(refused.stderr).toMatch(/well-known\/launch-ready\.txt/);
    expect(new Set(notes.seen)).toEqual(new Set(['GET /.well-known/launch-ready.txt']));
    code = /launch-ready=[0-9a-f]+/.exec(refused.stderr)?.[0] ?? '';
    const allowed = await place.run(['audit', file, ...AUDIT]);
    await notes.stop();
    expect(allowed.exit).toBe(0);
  });
});

describe('a target that dies in the middle', () => {
  it('leaves the rest unproven, and what was made is listed', async () => {
    const result = await audited({ diesAfter: 2 });
    const { run, verdict, checks } = scorecardOf(result);
    expect(result.exit).toBe(2);
    expect(verdict).toBe('not-proven');
    expect(checks[0]?.status).toBe('unproven');
    expect(run.leftBehind.length).toBeGreaterThan(0);
    expect(run.leftBehind.join('\n')).toMatch(
      /note of (ana|bea): DELETE \/notes\/(green|blue)-hill-\d: .*ECONNREFUSED/,
    );
  });
});

describe('a product that answers pages', () => {
  it('for everything proves nothing', async () => {
    const server = await open((_, response) => html(response, '<!doctype html><title>Welcome</title>'));
    using place = workplace(NOTES_ENV);
    const result = await place.run(['audit', place.write(notesTarget(server)), ...AUDIT]);
    await server.stop();
    expect(result.exit).toBe(64);
    expect(result.stderr).toMatch(/CSRF token/);
  });

  it('without `whoami` and without logins is not taken for safe', async () => {
    const server = await open((_, response) => json(response, {}));
    using place = workplace({ ANA: 'token-of-ana-1', BEA: 'token-of-bea-1' });
    const { whoami: _, ...target } = notesTarget(server);
    const identities = {
      ana: { tenant: 'acme', bearer: '${ANA}' },
      bea: { tenant: 'globex', bearer: '${BEA}' },
    };
    const result = await place.run(['audit', place.write({ ...target, identities }), ...AUDIT]);
    await server.stop();
    expect(result.exit).toBe(2);
    expect(scorecardOf(result).run.notes.join(' ')).toMatch(/Nobody checked/);
  });
});
