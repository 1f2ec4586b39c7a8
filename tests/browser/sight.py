"""What of a page's words a reader cannot see whole: cut by a box, a chart's edge or the page's, or under other words."""

CUT = """() => {
  const SLACK = 2, width = document.documentElement.clientWidth, found = new Set(), labels = new Map(), kept = new Map();
  // What may be seen of what stands in a box: its edges and whose they are, each box asked once.
  const sight = (box) => {
    if (!kept.has(box)) kept.set(box, seen(box));
    return kept.get(box);
  };
  const seen = (box) => {
    if (!box || box === document.documentElement) return {left: 0, right: width, by: "page"};
    const outer = sight(box.parentElement), style = getComputedStyle(box), place = box.getBoundingClientRect();
    const clips = style.overflowX !== "visible", heardOnly = style.clipPath !== "none" && place.width <= 2;
    const folded = box.parentElement.matches("details:not([open])") && !box.matches("summary");
    if (!outer || folded || heardOnly || style.display === "none" || style.visibility !== "visible") return null;
    if (box.matches("script, style, noscript, option, title, desc")) return null;
    if (!box.matches("svg.chart") && !(clips && place.width > 2)) return outer;
    const by = `${box.tagName.toLowerCase()}.${box.getAttribute("class") || ""}`;
    if (place.left <= outer.left && place.right >= outer.right) return outer;
    return {left: Math.max(outer.left, place.left), right: Math.min(outer.right, place.right), by};
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode, words = node.textContent.trim();
    if (!words || !sight(node.parentElement)) continue;
    const range = document.createRange(), room = sight(node.parentElement);
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter((line) => line.width >= 1 && line.height >= 1);
    for (const line of lines) {
      const over = Math.round(Math.max(room.left - line.left, line.right - room.right));
      if (over >= SLACK) found.add(`"${words.slice(0, 60)}" is cut by ${room.by}, ${over} px`);
    }
    const chart = node.parentElement.closest("svg.chart");
    if (chart && lines.length) labels.set(chart, [...(labels.get(chart) || []), [words, lines[0]]]);
  }
  for (const drawn of labels.values())
    drawn.forEach(([words, one], number) => drawn.slice(number + 1).forEach(([others, other]) => {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > SLACK && down > 2 * SLACK) found.add(`"${words}" and "${others}" lie on each other`);
    }));
  const beyond = document.documentElement.scrollWidth - width;
  if (beyond > 0) found.add(`the page scrolls sideways by ${beyond} px`);
  return [...found];
}"""
WIDTHS = (320, 390, 768, 1280)
SCHEMES = ("light", "dark")


def cut_words(page) -> list[str]:
    """Each text of the opened page that is cut at any of four widths, light or dark, with all that is folded opened; empty is right."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme}: {each}" for each in page.evaluate(CUT)]
    return found
