// A figure of the learner's own data, inside the question that is asked about it.

// Python draws it when it comes on the screen, once; the picture is no part of the state, which a notebook may save.
function drawnFigure(item, ctx) {
  const waiting = make("p", { class: "cvq-quiet", role: "status" }, ctx.say("figure_waiting"));
  const node = make("figure", { class: "cvq-figure" }, waiting);
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    const silent = setTimeout(() => (waiting.textContent = ctx.say("figure_silent")), PATIENCE);
    ctx.draw(item, (drawn) => {
      clearTimeout(silent);
      if (drawn.error) waiting.textContent = drawn.error;
      else node.replaceChildren(...picture(drawn, ctx));
    });
  });
  seen.observe(node);
  return node;
}

function picture(drawn, ctx) {
  const image = make("img", { alt: drawn.alt, src: drawn.image });
  const frame = make("div", { class: "cvq-frame", role: "group", "aria-label": ctx.say("figure_label") }, image);
  const numbers = make("details", { class: "cvq-numbers" },
    make("summary", {}, ctx.say("figure_numbers")), make("div", { html: drawn.table }));
  // On a narrow page the figure keeps a size that can be read, and is moved sideways, with the keyboard too.
  const reach = () => (frame.scrollWidth > frame.clientWidth + 1 ? frame.setAttribute("tabindex", "0") : frame.removeAttribute("tabindex"));
  new ResizeObserver(reach).observe(frame);
  image.addEventListener("load", reach);
  return [frame, numbers];
}

function chart(item, ctx) {
  const asked = CONTROLS[item.control](item, ctx);
  asked.node.querySelector(".cvq-stem").after(drawnFigure(item, ctx));
  return asked;
}

Object.assign(CONTROLS, { chart });
