import { codeKit } from './code-kit.ts';

const NODE = String.raw`// The last look at an answer before the customer sees it, and at an address before a tool calls it.
const SHORTEST = 16;

// secrets: your system prompt and whatever else no answer may hold; each line of it is looked for.
// hosts: where links and images in answers may lead.
export function outputFilter({ secrets, hosts = [] }) {
  const lines = secrets.flatMap((text) => text.split('\n')).map(plain).filter((line) => line.length >= SHORTEST);
  const pieces = lines.flatMap(windows);
  return {
    // The text that may be shown, and whether something was kept back.
    check(text) {
      const said = plain(text);
      if (pieces.some((piece) => said.includes(piece))) return { held: true, text: 'I cannot share that.' };
      return { held: false, text: withoutForeignLinks(text, hosts) };
    },
  };
}

// Whether a tool may call this address: https, a host of the list, and no port, name or password tricks.
export function mayCall(address, hosts) {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  return protocol === 'https:' && port === '' && username === '' && password === '' && hosts.includes(hostname);
}

// Fetches for a tool. A redirect is an address of its own: it is not followed.
export async function fetchAllowed(address, hosts, options = {}) {
  if (!mayCall(address, hosts)) throw new Error('This address is not on the list.');
  return fetch(address, { ...options, redirect: 'error' });
}

function plain(text) {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

// A leak need not be a whole line: every stretch of it counts.
function windows(line) {
  const size = Math.min(line.length, 32);
  return Array.from({ length: line.length - size + 1 }, (_, at) => line.slice(at, at + size));
}

function withoutForeignLinks(text, hosts) {
  return text
    .replace(/!?\[([^\]]*)\]\(\s*<?([^)\s>]+)[^)]*\)/g, (all, words, address) => (isOwn(address, hosts) ? all : words))
    .replace(/<img\b[^>]*>/gi, '');
}

function isOwn(address, hosts) {
  return URL.canParse(address) ? mayCall(address, hosts) : address.startsWith('#');
}
`;

const PYTHON = String.raw`"""The last look at an answer before the customer sees it, and at an address before a tool calls it."""

import re
import unicodedata
from urllib.parse import urlsplit

SHORTEST = 16


class OutputFilter:
    """secrets: your system prompt and whatever else no answer may hold. hosts: where links in answers may lead."""

    def __init__(self, secrets, hosts=()):
        lines = [_plain(line) for text in secrets for line in text.split("\n")]
        self.pieces = [piece for line in lines if len(line) >= SHORTEST for piece in _windows(line)]
        self.hosts = frozenset(hosts)

    def check(self, text):
        said = _plain(text)
        if any(piece in said for piece in self.pieces):
            return True, "I cannot share that."
        kept = re.sub(r"!?\[([^\]]*)\]\(\s*<?([^)\s>]+)[^)]*\)", self._link, text)
        return False, re.sub(r"<img\b[^>]*>", "", kept, flags=re.IGNORECASE)

    def _link(self, found):
        return found[0] if found[2].startswith("#") or may_call(found[2], self.hosts) else found[1]


def may_call(address, hosts):
    """Whether a tool may call this address. Do not follow redirects: each is an address of its own."""
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and parts.netloc in hosts
    except ValueError:
        return False


def _plain(text):
    return "".join(one for one in unicodedata.normalize("NFKC", text).lower() if one.isalnum())


def _windows(line):
    size = min(len(line), 32)
    return [line[at : at + size] for at in range(len(line) - size + 1)]
`;

export const promptLeakFilter = codeKit({
  id: 'prompt-leak-filter',
  title: 'Answers do not repeat the system prompt, and nothing leads to foreign hosts',
  explanation:
    'Looks at a whole answer before it is shown: stretches of the system prompt are kept back, links and images to hosts that are not on your list are taken out; fetchAllowed() lets tools call hosts of a list only. It is a net, not a wall: a model that spells the prompt in base64 or another language gets through. Keep secrets out of the prompt.',
  undo: 'Take the call out again and delete the file.',
  module: 'prompt-leak-filter',
  node: NODE,
  python: PYTHON,
  useNode: `import { outputFilter, fetchAllowed } from './security/prompt-leak-filter.mjs';

const filter = outputFilter({ secrets: [systemPrompt], hosts: ['docs.example.com'] });
const { text, held } = filter.check(answerOfTheModel);   // show text; log when held`,
  usePython: `from security.prompt_leak_filter import OutputFilter, may_call

output_filter = OutputFilter(secrets=[system_prompt], hosts=["docs.example.com"])
held, text = output_filter.check(answer_of_the_model)   # show text; log when held`,
  also: [
    'Streamed answers: collect, check, then send; or stream, and check what has come so far with every piece before it is sent.',
    'Let tools fetch through fetchAllowed() alone (Python: may_call() and no redirects).',
  ],
  triedHow:
    'lines of the prompt, also re-spaced or partly, were kept back; honest answers passed; foreign links, images and addresses did not.',
  isAudited: true,
});
