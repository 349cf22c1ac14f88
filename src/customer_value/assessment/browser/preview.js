// Asks twice a second whether the bank has changed, and then shows it anew in the same place.
(() => {
  const status = document.getElementById('status');
  let seen = document.documentElement.dataset.version; // what this page shows
  let times = 0;

  const show = async () => {
    const answer = await fetch('/', { cache: 'no-store' });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const { scrollX, scrollY } = window;
    document.title = next.title;
    document.querySelector('main').replaceWith(next.querySelector('main'));
    window.scrollTo(scrollX, scrollY);
    times += 1;
    status.textContent = `Read again (${times}): ${document.querySelector('main > p').textContent}`;
  };

  const look = async () => {
    try {
      const now = await (await fetch('/version', { cache: 'no-store' })).text();
      if (now !== seen) await show();
      seen = now;
    } catch {
      status.textContent = 'The preview has ended; this page does not follow the file any more.';
    }
    setTimeout(look, 500);
  };

  look();
})();
