import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flawById } from '../flaws/flaw-by-id.ts';
import { auditChatbot, type Audited } from './audited.ts';
import { runAuditor } from './auditor-process.ts';
import { assess } from './bench/assess.ts';

describe.each(['conversation-read-idor', 'system-prompt-leaks', 'jwt-alg-none'])(
  'a product with %s',
  (id) => {
    const flaw = flawById(id);
    const folder = mkdtempSync(join(tmpdir(), 'launch-ready-flawed-'));
    let audited: Audited;

    beforeAll(async () => {
      audited = await auditChatbot({ directory: folder, flaws: [id], only: flaw.mustFail });
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('fails the checks that the flaw is for, and no other', () => {
      expect(assess(flaw, audited.scorecard)).toMatchObject({ detected: true, unexpected: [] });
      expect(audited.scorecard.verdict).toBe('not-ready');
      expect(audited.exit).toBe(1);
    });

    it('fails them again from the tape alone', async () => {
      const { runDirectory, seeded, scorecard } = audited;
      const again = await runAuditor(
        ['replay', scorecard.run.id, '--runs', dirname(runDirectory), '-q'],
        seeded,
      );
      expect(again.stdout).toContain('all the same');
      expect(again.exit).toBe(1);
    });
  },
);
