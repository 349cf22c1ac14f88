/* On a click. JupyterLab opens a notebook at a heading only when the notebook is open already; otherwise it stays at
   the top. So when it was not, the same click is made once more, as soon as its headings are there. */
const link = event.target.closest("a[href*='#']");
const panel = () => {
  const tabs = [...document.querySelectorAll(".lm-TabBar-tab[data-id]")];
  const tab = tabs.find((each) => each.title.includes(link.pathname.split("/").pop()));
  return tab && document.getElementById(tab.dataset.id);
};
const ready = () => panel()?.querySelector(".jp-MarkdownOutput h1");
if (link && event.isTrusted && !ready()) {
  let left = 200;
  const timer = setInterval(() => {
    left -= 1;
    if (!ready() && left > 0) return;
    clearInterval(timer);
    if (ready()) link.click();
  }, 100);
}
