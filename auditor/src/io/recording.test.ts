import { describe, expect, test } from 'vitest';
import type { RawExchange } from '../intake/recording/recorded.ts';
import { createRecorder } from '../intake/recording/recorder.ts';
import { findInstalled } from './browser/find.ts';
import { json, smallServer } from './fixtures/small-server.ts';
import { recordInBrowser } from './recording.ts';

const browser = findInstalled();

const PAGE = `<!doctype html><title>Boards</title><script>
async function work() {
  const login = await (await fetch('/api/login', { method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ana@acme.test', password: 'hunter2-secret' }) })).json();
  const headers = { authorization: 'Bearer ' + login.token };
  const board = await (await fetch('/api/boards', { method: 'POST', headers, body: '{"title":"Plan"}' })).json();
  await (await fetch('/api/boards/' + board.id, { headers })).json();
  await fetch('https://stats.example/collect').catch(() => undefined);
  document.title = 'done';
}
work();
</script>`;

describe('a browser', () => {
  test('has a browser wherever system tests are asked for', () => {
    expect(browser.ok || process.env['SYSTEM_TESTS'] !== '1').toBe(true);
  });

  test.skipIf(!browser.ok)(
    'hands over what it asked and got, and reaches nobody else',
    { timeout: 60_000 },
    async () => {
      await using server = await smallServer((request, response) => {
        if (request.url === '/') {
          response.writeHead(200, {
            'content-type': 'text/html',
            'set-cookie': 'sid=Zk81xPq7LmNo92aBcD; HttpOnly',
          });
          response.end(PAGE);
        } else if (request.url === '/api/login') json(response, 200, { token: 't0ken-0123456789' });
        else json(response, 200, { id: 42 });
      });
      const recorder = createRecorder('ana', { api: server.origin });
      const raw: RawExchange[] = [];
      const { blocked } = await recordInBrowser({
        browser: browser.ok ? browser.path : '',
        headless: true,
        start: `${server.origin}/`,
        hosts: ['127.0.0.1'],
        onExchange: (exchange) => {
          raw.push(exchange);
          recorder.add(exchange);
        },
        until: async (page) => {
          await page.waitForFunction("document.title === 'done'");
        },
      });
      const { exchanges } = recorder.end();
      expect(exchanges.map((one) => `${one.method} ${one.path} ${one.answer?.status}`).sort()).toEqual([
        'GET /api/boards/42 200',
        'POST /api/boards 200',
        'POST /api/login 200',
      ]);
      expect([...blocked]).toEqual([['stats.example', 1]]);
      expect(JSON.stringify(raw)).toContain('hunter2');
      expect(JSON.stringify(exchanges)).not.toMatch(/hunter2|t0ken|Zk81/);
      expect(raw[0]?.headers.find(([name]) => name === 'accept-language')?.[1]).toContain('en-US');
    },
  );
});
