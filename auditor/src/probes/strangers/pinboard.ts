import type { Reply, Visit } from '../../io/rehearsal.ts';

/**
 * A made-up product to try probes on: boards with pins, for clubs. It says no with status 200 and an error in the body,
 * answers unknown paths with its start page, signs people in by cookie, makes ids from titles and counts nested ones.
 * Each weakness breaks one property.
 */
export type Weakness =
  | 'read-any-board'
  | 'read-any-pin'
  | 'pin-under-foreign-board'
  | 'pin-on-any-board'
  | 'fetch-any-board'
  | 'open-fetch'
  | 'edit-any-board'
  | 'remove-any-board'
  | 'archive-any-board'
  | 'club-from-body'
  | 'pin-moved-by-body'
  | 'list-all-boards'
  | 'find-everywhere'
  | 'club-from-header'
  | 'rank-from-body'
  | 'ledger-for-all'
  | 'open-board'
  | 'open-edit'
  | 'trusts-user-header'
  | 'guard-by-exact-path'
  | 'logout-keeps-session'
  | 'colleagues-locked-out';

interface Board {
  readonly slug: string;
  heading: string;
  blurb: string;
  archived: boolean;
  looks: number;
  readonly club: string;
  readonly owner: string;
  readonly pins: { readonly no: number; note: string }[];
}

interface Member {
  readonly handle: string;
  readonly club: string;
  rank: string;
  nick: string;
}

const PEOPLE: readonly Member[] = [
  { handle: 'ana', club: 'acme', rank: 'captain', nick: 'A' },
  { handle: 'ben', club: 'acme', rank: 'player', nick: 'B' },
  { handle: 'tom', club: 'acme', rank: 'player', nick: 'T' },
  { handle: 'bea', club: 'globex', rank: 'captain', nick: 'C' },
];

/** What the test's environment gives them; tom borrows ben's. */
const SECRETS: { readonly [name: string]: string } = {
  ana: 'ana-secret-1',
  ben: 'ben-secret-1',
  tom: 'ben-secret-1',
  bea: 'bea-secret-1',
};

const START_PAGE = '<!doctype html><html><title>Pinboard</title><body>Welcome</body></html>';

/** Starts a pinboard with nothing on it. */
export function createPinboard(weaknesses: readonly Weakness[] = []) {
  const weak = (one: Weakness) => weaknesses.includes(one);
  const boards: Board[] = [];
  const members = new Map(PEOPLE.map((one) => [one.handle, { ...one }]));
  const sessions = new Map<string, string>();
  let counter = 0;

  function handle(request: Visit): Reply {
    const { method, headers, query } = request;
    // A router that forgives a trailing slash behind a guard that does not.
    const path = request.path.replace(/(?<=.)\/$/, '');
    const body = parsed(request.body);
    if (path === '/v2/status') return yes({ up: true });
    if (path === '/v2/session' && method === 'POST') return signIn(body);
    if (!path.startsWith('/v2/')) return page();
    const me = callerOf(request);
    const guarded = !(weak('guard-by-exact-path') && request.path !== path);
    const open =
      path.startsWith('/v2/boards/') &&
      ((weak('open-board') && method === 'GET') || (weak('open-edit') && method === 'PUT'));
    if (me === undefined && guarded && !open && !(weak('open-fetch') && path === '/v2/fetch'))
      return no('not signed in');
    const club = weak('club-from-header') ? (single(headers['x-club']) ?? me?.club) : me?.club;
    return route({
      method,
      path,
      query,
      body,
      me: me ?? { handle: '', club: '', rank: '', nick: '' },
      club: club ?? '',
      anyone: me === undefined,
    });
  }

  function callerOf({ headers }: Visit): Member | undefined {
    const sid = /(?:^|;\s*)sid=([^;]+)/.exec(headers['cookie'] ?? '')?.[1];
    const named = weak('trusts-user-header') ? single(headers['x-forwarded-user']) : undefined;
    return members.get(sessions.get(sid ?? '') ?? named ?? '');
  }

  function signIn(body: Fields): Reply {
    const name = worded(body['who']);
    if (!members.has(name) || body['word'] !== SECRETS[name]) return no('wrong word');
    counter += 1;
    const sid = `s${counter}x${Math.abs(counter * 7919 + 104_729)}q`;
    sessions.set(sid, name);
    return { ...yes({}), headers: { 'set-cookie': `sid=${sid}; HttpOnly; Path=/` } };
  }

  interface Call {
    readonly method: string;
    readonly path: string;
    readonly query: URLSearchParams;
    readonly body: Fields;
    readonly me: Member;
    readonly club: string;
    /** Nobody has signed in, and a weakness let the call through. */
    readonly anyone: boolean;
  }

  function route(call: Call): Reply {
    const { method, path, query, body, me, club } = call;
    const [, , first, slug, second, no_] = path.split('/');
    const mine = boards.filter((board) => board.club === club);
    if (path === '/v2/whoami' && method === 'GET')
      return yes({ me: { handle: me.handle, club: me.club, rank: me.rank, nick: me.nick } });
    if (path === '/v2/whoami' && method === 'PATCH') return changeMe(me, body);
    if (path === '/v2/bye' && method === 'POST') return signOut(me);
    if (path === '/v2/ledger' && method === 'GET') {
      return weak('ledger-for-all') || me.rank === 'captain'
        ? yes({ ledger: { club, dues: `dues-of-${club}-4711-8293` } })
        : no('captains only');
    }
    if (path === '/v2/find' && method === 'GET') {
      const pool = weak('find-everywhere') ? boards : mine;
      const wanted = query.get('q') ?? '';
      return yes({
        hits: pool
          .filter((one) => `${one.heading} ${one.blurb}`.includes(wanted))
          .map(({ slug, blurb }) => ({ slug, blurb })),
      });
    }
    if (path === '/v2/fetch' && method === 'POST') {
      const wanted = Array.isArray(body['boardIds']) ? body['boardIds'] : [];
      const pool = weak('fetch-any-board') || call.anyone ? boards : mine;
      return yes({ boards: pool.filter((one) => wanted.includes(one.slug)).map(shown) });
    }
    if (first !== 'boards') return page();
    if (slug === undefined) {
      if (method === 'GET') return yes({ boards: (weak('list-all-boards') ? boards : mine).map(shown) });
      return method === 'POST' ? addBoard(me, body) : page();
    }
    if (second === undefined)
      return oneBoard(
        call,
        boards.find((one) => one.slug === slug),
      );
    if (second === 'archive' && method === 'POST')
      return archive(
        call,
        boards.find((one) => one.slug === slug),
      );
    return second === 'pins'
      ? pins(
          call,
          boards.find((one) => one.slug === slug),
          no_,
        )
      : page();
  }

  function addBoard(me: Member, { heading, blurb, club }: Fields): Reply {
    if (typeof heading !== 'string' || heading === '') return no('a board needs a heading');
    counter += 1;
    const slug = `${heading.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${counter}`;
    const claimed = weak('club-from-body') ? worded(club) : '';
    const board = {
      slug,
      heading,
      blurb: worded(blurb),
      archived: false,
      looks: 0,
      club: claimed === '' ? me.club : claimed,
      owner: me.handle,
      pins: [],
    };
    boards.push(board);
    return yes({ board: shown(board) });
  }

  function oneBoard({ method, body, club, anyone, me }: Call, board: Board | undefined): Reply {
    if (board === undefined) return no('no such board');
    const own = board.club === club && (board.owner === me.handle || !weak('colleagues-locked-out'));
    if (method === 'GET')
      return own || anyone || weak('read-any-board') ? yes({ board: shown(board) }) : no('no such board');
    if (method === 'PUT') {
      if (!own && !anyone && !weak('edit-any-board')) return no('no such board');
      if (typeof body['blurb'] === 'string') board.blurb = body['blurb'];
      return yes({ board: shown(board) });
    }
    if (method !== 'DELETE') return page();
    if (!own && !weak('remove-any-board')) return no('no such board');
    boards.splice(boards.indexOf(board), 1);
    return yes({});
  }

  /** Always says yes, and archives what is the caller's own. */
  function archive({ club, anyone }: Call, board: Board | undefined): Reply {
    if (board !== undefined && !anyone && (board.club === club || weak('archive-any-board')))
      board.archived = true;
    return yes({});
  }

  function pins({ method, body, club }: Call, board: Board | undefined, no_: string | undefined): Reply {
    if (board === undefined) return no('no such board');
    const own = board.club === club;
    if (no_ === undefined && method === 'POST') {
      if (!own && !weak('pin-on-any-board')) return no('no such board');
      counter += 1;
      const pin = { no: counter, note: worded(body['note']) };
      const claimed = weak('pin-moved-by-body') ? worded(body['boardId']) : '';
      (boards.find((one) => one.slug === claimed) ?? board).pins.push(pin);
      return yes({ pin });
    }
    if (method !== 'GET') return page();
    if (no_ === undefined)
      return own || weak('read-any-pin') ? yes({ pins: board.pins }) : no('no such board');
    if (!own && !weak('read-any-pin')) return no('no such board');
    const pool = weak('pin-under-foreign-board') ? boards.flatMap((one) => one.pins) : board.pins;
    const pin = pool.find((one) => String(one.no) === no_);
    return pin === undefined ? no('no such pin') : yes({ pin });
  }

  function changeMe(me: Member, body: Fields): Reply {
    if (typeof body['nick'] === 'string') me.nick = body['nick'];
    if (weak('rank-from-body') && typeof body['rank'] === 'string') me.rank = body['rank'];
    return yes({ me: { handle: me.handle, rank: me.rank, nick: me.nick } });
  }

  function signOut(me: Member): Reply {
    if (!weak('logout-keeps-session')) {
      for (const [sid, name] of sessions) if (name === me.handle) sessions.delete(sid);
    }
    return yes({});
  }

  return { handle };
}

function worded(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

type Fields = { readonly [name: string]: unknown };

function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function shown(board: Board) {
  const { slug, heading, blurb, archived } = board;
  board.looks += 1;
  return { slug, heading, blurb, archived, looks: board.looks };
}

function yes(fields: Fields): Reply {
  return json({ ok: true, ...fields });
}

function no(error: string): Reply {
  return json({ ok: false, error });
}

function json(value: Fields): Reply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: value };
}

function page(): Reply {
  return { status: 200, headers: { 'content-type': 'text/html' }, body: START_PAGE };
}

function parsed(body: string): Fields {
  try {
    const value: unknown = JSON.parse(body);
    return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}
