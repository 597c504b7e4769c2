import { fieldsOf, no, NOT_FOUND, textField, type Call, type Reply } from './call.ts';
import { newSlug, type Board } from './state.ts';

/** `/api/boards` and everything below. */
export function boards(call: Call): Reply {
  const [, slug, part, number] = call.at;
  if (slug === undefined) return call.method === 'POST' ? create(call) : list(call);
  const board = call.state.boards.get(slug);
  if (part === 'cards') return cards(call, board, number);
  if (part === 'star' && call.method === 'PUT') return star(call, board);
  if (part !== undefined) return NOT_FOUND;
  if (call.method === 'PUT') return change(call, board);
  if (call.method === 'DELETE') return remove(call, board);
  if (board === undefined || !(isOwn(call, board) || call.has('read-any-board'))) return no('no such board');
  return { body: { board: shown(board) } };
}

function isOwn({ org }: Call, board: Board): boolean {
  return board.org === org;
}

function list(call: Call): Reply {
  const all = [...call.state.boards.values()];
  const visible = call.has('list-all-boards') ? all : all.filter((one) => isOwn(call, one));
  return { body: { boards: visible.map((one) => shown(one)), more: false } };
}

function create({ state, org, text, has }: Call): Reply {
  const fields = fieldsOf(text);
  const heading = textField(fields, 'heading');
  if (heading === undefined) return no('a board needs a heading');
  const about = textField(fields, 'about') ?? '';
  const owner = (has('org-from-body') ? textField(fields, 'org') : undefined) ?? org;
  const board: Board = { slug: newSlug(), org: owner, heading, about, cards: [], stars: new Set() };
  state.boards.set(board.slug, board);
  return { body: { board: shown(board) } };
}

function change(call: Call, board: Board | undefined): Reply {
  if (board === undefined || !(isOwn(call, board) || call.has('edit-any-board'))) return no('no such board');
  const fields = fieldsOf(call.text);
  board.heading = textField(fields, 'heading') ?? board.heading;
  board.about = textField(fields, 'about') ?? board.about;
  return { body: { board: shown(board) } };
}

/** Always 204: it removes what is one's own and is silent about the rest. */
function remove(call: Call, board: Board | undefined): Reply {
  if (board !== undefined && (isOwn(call, board) || call.has('delete-any-board')))
    call.state.boards.delete(board.slug);
  return { status: 204 };
}

/** Always 204: a star is the caller's own matter, whichever slug it names. */
function star({ person, has }: Call, board: Board | undefined): Reply {
  if (board !== undefined && (board.org === person.org || has('star-any-board')))
    board.stars.add(person.mail);
  return { status: 204 };
}

/** Cards answer 404 where boards say no with 200. */
function cards(call: Call, board: Board | undefined, number: string | undefined): Reply {
  const mine = board !== undefined && isOwn(call, board);
  if (board === undefined) return NOT_FOUND;
  if (call.method === 'POST' && number === undefined)
    return mine || call.has('card-on-any-board') ? add(call, board) : NOT_FOUND;
  if (!mine) return NOT_FOUND;
  if (number === undefined) return { body: { cards: board.cards } };
  const all = call.has('card-under-any-board')
    ? [...call.state.boards.values()].flatMap((one) => one.cards)
    : board.cards;
  const card = all.find((one) => String(one.number) === number);
  return card === undefined || call.method !== 'GET' ? NOT_FOUND : { body: { card } };
}

function add({ state, text }: Call, board: Board): Reply {
  const said = textField(fieldsOf(text), 'text');
  if (said === undefined) return no('a card needs a text');
  state.cards += 1;
  const card = { number: state.cards, text: said };
  board.cards.push(card);
  return { body: { card } };
}

function shown({ slug, heading, about, cards, stars }: Board) {
  return { slug, heading, about, cards: cards.length, stars: stars.size };
}
