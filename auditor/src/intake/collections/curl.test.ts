import { assert, describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { discover } from '../discovery/discover.ts';
import { readCurl } from './curl.ts';

const API = { api: 'https://boards.example' };

/** Each request as `METHOD path type body`. */
function requests(text: string): readonly string[] {
  const read = readCurl(text, 'requests.txt', API);
  assert(read.ok, read.ok ? '' : read.error[0]?.message);
  return read.value.recording.exchanges.map(({ method, path, query, body }) => {
    const asked = query.map(([name, value]) => `${name}=${value}`).join('&');
    const sent = body === undefined ? '' : ` ${body.contentType} ${JSON.stringify(body.json ?? body.files)}`;
    return `${method} ${path}${asked === '' ? '' : `?${asked}`}${sent}`;
  });
}

const URL = 'https://boards.example';

describe('curl commands', () => {
  test.for<[command: string, expected: string]>([
    [`curl ${URL}/api/boards`, 'GET /api/boards'],
    [`curl -XDELETE ${URL}/api/boards/7`, 'DELETE /api/boards/7'],
    [`curl -sSL --compressed '${URL}/api/boards?all=1'`, 'GET /api/boards?all=1'],
    [
      `curl ${URL}/api/boards --json '{"title":"Plan"}'`,
      'POST /api/boards application/json {"title":"Plan"}',
    ],
    [
      `curl '${URL}/api/boards' -H 'content-type: application/json' --data-raw $'{"title":"It\\'s"}'`,
      `POST /api/boards application/json {"title":"It's"}`,
    ],
    [
      `curl ${URL}/notes -d user=ana -d team=acme`,
      'POST /notes application/x-www-form-urlencoded {"user":"ana","team":"acme"}',
    ],
    [`curl ${URL}/search -G --data-urlencode 'q=a b'`, 'GET /search?q=a b'],
    [`curl ${URL}/files -F file=@plan.pdf -F note=hello`, 'POST /files multipart/form-data {"note":"hello"}'],
    [
      `curl --request=PUT -o out.json --url ${URL}/api/me -d '{}' -H 'Content-Type: application/json'`,
      'PUT /api/me application/json {}',
    ],
    ['curl /api/boards', 'GET /api/boards'],
    ['curl boards.example/api/boards -I', 'HEAD /api/boards'],
  ])('%s', ([command, expected]) => {
    expect(requests(command)).toEqual([expected]);
  });

  test('keep no secrets', () => {
    const read = readCurl(
      `curl ${URL}/api/me -b 'sid=Zk81xPq7LmNo92aBcD' -u ana:hunter2 -H 'Authorization: Bearer t0ken-0123456789'`,
      'requests.txt',
    );
    assert(read.ok);
    expect(JSON.stringify(read.value)).not.toMatch(/Zk81|hunter2|t0ken/);
  });

  test('become operations', () => {
    const read = readCurl(
      `curl ${URL}/api/boards/7/cards;curl ${URL}/api/boards/8/cards`,
      'requests.txt',
      API,
    );
    assert(read.ok);
    expect(discover([read.value.recording]).operations.map((one) => one.id)).toEqual([
      'GET /api/boards/{board}/cards',
    ]);
  });

  test('none is explained', () => {
    const read = readCurl('wget https://boards.example', 'requests.txt');
    expect(read.ok ? '' : read.error[0]?.message).toMatch(/^holds no curl command/);
  });

  test('no text breaks reading', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(typeof readCurl(`curl ${text}`, 'requests.txt').ok).toBe('boolean');
      }),
    );
  });
});
