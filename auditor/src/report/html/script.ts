/**
 * The page is whole without it. It adds: copying, filtering, opening all, the theme, and open details on paper.
 * Plain ES2020, no template literals, so that it stands in a TypeScript string as it is.
 */
export const SCRIPT = `
'use strict';
(function () {
  var root = document.documentElement;
  var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };
  all('[data-needs-script]').forEach(function (element) { element.hidden = false; });

  var said = document.getElementById('said');
  document.addEventListener('click', function (event) {
    var button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.copy) copy(button);
    if (button.dataset.open) toggle(button);
    if (button.id === 'theme') theme();
  });

  function copy(button) {
    var source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) return select(source);
    navigator.clipboard.writeText(source.textContent).then(function () {
      button.textContent = 'Copied';
      said.textContent = 'Copied';
      setTimeout(function () { button.textContent = 'Copy'; said.textContent = ''; }, 1600);
    }, function () { select(source); });
  }

  function select(source) {
    if (source) getSelection().selectAllChildren(source);
  }

  function toggle(button) {
    var open = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(open));
    button.textContent = open ? 'Close all' : 'Open all';
    all('details', document.getElementById(button.dataset.open)).forEach(function (one) { one.open = open; });
  }

  function theme() {
    var dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  }

  all('input[data-filter]').forEach(function (input) {
    var scope = document.getElementById(input.dataset.filter);
    var items = all('[data-item]', scope);
    var texts = items.map(function (item) { return item.textContent.toLowerCase(); });
    input.addEventListener('input', function () {
      var wanted = input.value.trim().toLowerCase().split(/\\s+/);
      var shown = 0;
      items.forEach(function (item, index) {
        var fits = wanted.every(function (word) { return texts[index].includes(word); });
        item.hidden = !fits;
        if (fits) shown += 1;
      });
      all('[data-items]', scope).forEach(function (group) {
        group.hidden = all('[data-item]', group).length > 0 && !group.querySelector('[data-item]:not([hidden])');
      });
      said.textContent = shown + ' of ' + items.length + ' shown';
    });
  });

  var closed = [];
  addEventListener('beforeprint', function () {
    closed = all('details:not([open],.sent,.reason)');
    closed.forEach(function (one) { one.open = true; });
  });
  addEventListener('afterprint', function () { closed.forEach(function (one) { one.open = false; }); });

  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var up = target; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
    if (target) target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  reveal();
})();
`;
