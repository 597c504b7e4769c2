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
  notice.textContent = text;
  notice.classList.toggle('alert', isAlert);
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
  try {
    await work(Object.fromEntries(new FormData(form)), form);
  } catch (error) {
    say(error.message, true);
  } finally {
    button.disabled = false;
  }
}

async function refreshSession() {
  ({ csrfToken: session.csrfToken } = await api('GET', '/api/csrf'));
}

async function showFiles() {
  const { files } = await api('GET', '/api/files');
  const items = files.map(({ id, name }) => {
    const link = Object.assign(document.createElement('a'), {
      href: `/api/files/${id}/content`,
      textContent: name,
    });
    const item = document.createElement('li');
    item.append(link);
    return item;
  });
  find('files').replaceChildren(...items);
}

function addMessage(author, text, citations = []) {
  const item = Object.assign(document.createElement('li'), { className: author, textContent: text });
  if (citations.length > 0) {
    const titles = citations.map(({ title }) => title).join(', ');
    item.append(
      Object.assign(document.createElement('span'), {
        className: 'source',
        textContent: `Source: ${titles}`,
      }),
    );
  }
  find('log').append(item);
  item.scrollIntoView({ block: 'nearest' });
  return item;
}

async function ask(message) {
  session.conversationId ??= (await api('POST', '/api/conversations', { title: message.slice(0, 80) })).id;
  addMessage('user', message);
  const waiting = addMessage('assistant', '…');
  try {
    const { reply, citations } = await api('POST', `/api/conversations/${session.conversationId}/messages`, {
      message,
    });
    addMessage('assistant', reply, citations);
  } finally {
    waiting.remove();
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
  form.reset();
  say('');
  await ask(message);
});
onSubmit('sign-out', async () => {
  await api('POST', '/api/auth/logout');
  location.assign('/');
});

await refreshSession();
if (find('files')) await showFiles();
