// The page's behaviour. Text from the server is only ever set as text, never as markup.
const find = (id) => document.getElementById(id);
const session = { csrfToken: '', conversationId: undefined };

async function api(method, path, body) {
  const options = { method, headers: { 'x-csrf-token': session.csrfToken } };
  if (body instanceof FormData) {
    options.body = body;
  } else if (body !== undefined) {
    options.headers['content-type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  const answer = response.status === 204 ? undefined : await response.json();
  if (!response.ok) throw new Error(answer?.error?.message ?? 'Something went wrong.');
  return answer;
}

function say(text, isAlert = false) {
  const notice = find('notice');
  notice.setAttribute('aria-live', isAlert ? 'assertive' : 'polite');
  notice.classList.toggle('alert', isAlert);
  notice.textContent = text;
}

function onSubmit(id, work) {
  find(id)?.addEventListener('submit', (event) => {
    event.preventDefault();
    void run(event.target, work);
  });
}

async function run(form, work) {
  const button = form.querySelector('button');
  button.disabled = true;
  await attempt(() => work(Object.fromEntries(new FormData(form)), form));
  button.disabled = false;
}

/** Whatever goes wrong is said where people look, in the words of the server. */
async function attempt(work) {
  try {
    await work();
  } catch (error) {
    // `fetch` rejects with a TypeError when the server cannot be reached.
    const isOffline = error instanceof TypeError;
    say(isOffline ? 'The server cannot be reached. Please try again.' : error.message, true);
  }
}

async function refreshSession() {
  ({ csrfToken: session.csrfToken } = await api('GET', '/api/csrf'));
}

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const linkToFile = (id, name) => make('a', { href: `/api/files/${id}/content`, textContent: name });

/** Fills a list, or says why there is nothing in it. */
function showList(id, items) {
  find(id).replaceChildren(...items);
  find(`${id}-empty`).hidden = items.length > 0;
}

async function showFiles() {
  const { files } = await api('GET', '/api/files');
  showList(
    'files',
    files.map(({ id, name }) => make('li', {}, linkToFile(id, name))),
  );
}

async function showConversations() {
  const { conversations } = await api('GET', '/api/conversations?limit=20');
  showList(
    'chats',
    conversations.map(({ id, title }) => {
      const button = make('button', { type: 'button', className: 'entry', textContent: title });
      if (id === session.conversationId) button.setAttribute('aria-current', 'true');
      button.addEventListener('click', () => void attempt(() => open(id, title)));
      return make('li', {}, button);
    }),
  );
}

/** Shows a conversation; without an id, an empty one that begins with the next question. */
async function open(id, title = 'New conversation') {
  const { messages } =
    id === undefined ? { messages: [] } : await api('GET', `/api/conversations/${id}/messages`);
  session.conversationId = id;
  find('chat-title').textContent = title;
  find('log').replaceChildren();
  find('log-empty').hidden = messages.length > 0;
  find('new-chat').hidden = id === undefined;
  for (const { author, text, citations } of messages) addMessage(author, text, citations);
  await showConversations();
}

const SPEAKERS = { user: 'You', assistant: 'Assistant' };

function addMessage(author, text, citations = []) {
  const item = make(
    'li',
    { className: author },
    make('span', { className: 'who', textContent: SPEAKERS[author] }),
    make('p', { className: 'said', textContent: text }),
  );
  const sources = [...new Map(citations.map(({ fileId, title }) => [fileId, title]))];
  if (sources.length > 0) {
    const links = sources.flatMap(([id, title], index) => [index === 0 ? '' : ', ', linkToFile(id, title)]);
    item.append(
      make('span', { className: 'source' }, sources.length > 1 ? 'Sources: ' : 'Source: ', ...links),
    );
  }
  find('log-empty').hidden = true;
  find('log').append(item);
  item.scrollIntoView({ block: 'nearest' });
  return item;
}

async function ask(message) {
  const isNew = session.conversationId === undefined;
  if (isNew) {
    const title = message.slice(0, 80);
    session.conversationId = (await api('POST', '/api/conversations', { title })).id;
    find('chat-title').textContent = title;
    find('new-chat').hidden = false;
  }
  const asked = addMessage('user', message);
  const waiting = addMessage('assistant', '…');
  try {
    const { reply, citations } = await api('POST', `/api/conversations/${session.conversationId}/messages`, {
      message,
    });
    addMessage('assistant', reply, citations);
  } catch (error) {
    asked.remove();
    throw error;
  } finally {
    waiting.remove();
    if (isNew) await showConversations();
  }
}

const linkToken = new URLSearchParams(location.search).get('token');

onSubmit('sign-up', async ({ email, password, name, workspaceName }) => {
  await api('POST', '/api/auth/signup', {
    email,
    password,
    name,
    ...(workspaceName ? { workspaceName } : {}),
  });
  say('Please open the link in the mail that we sent you, then sign in.');
});
onSubmit('sign-in', async ({ email, password }) => {
  await api('POST', '/api/auth/login', { email, password });
  location.assign('/');
});
onSubmit('forgot', async ({ email }) => {
  await api('POST', '/api/auth/reset/request', { email });
  say('If there is such an account, a mail with a link is on its way.');
});
onSubmit('new-password', async ({ email, newPassword }) => {
  await api('POST', '/api/auth/reset/confirm', { email, newPassword, token: linkToken });
  say('Your new password is set. You can sign in now.');
});
onSubmit('accept', async () => {
  await api('POST', '/api/invites/accept', { token: linkToken });
  location.assign('/');
});
onSubmit('upload', async (_fields, form) => {
  await api('POST', '/api/files', new FormData(form));
  form.reset();
  say('Added. You can ask about it now.');
  await showFiles();
});
onSubmit('chat', async ({ message }, form) => {
  if (!message.trim()) return;
  say('');
  form.reset();
  try {
    await ask(message);
  } catch (error) {
    form.elements.message.value = message;
    throw error;
  }
});
onSubmit('sign-out', async () => {
  await api('POST', '/api/auth/logout');
  location.assign('/');
});

find('new-chat')?.addEventListener('click', () => {
  say('');
  void attempt(() => open()).then(() => find('chat').elements.message.focus());
});

await attempt(async () => {
  await refreshSession();
  if (find('files')) await Promise.all([showFiles(), showConversations()]);
});
