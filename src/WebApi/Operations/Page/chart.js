
/** A chart of some lines over the last five minutes: told apart by their dashes, said in words as well. */
const span = 300_000;
const gap = 5_000;
const [width, height] = [300, 90];

const svg = (name, attributes, ...children) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

const sample = kind => svg("svg", { class: "sample", viewBox: "0 0 28 10", "aria-hidden": "true" },
  svg("path", { class: kind, d: "M0 5H28" }));

/** From moments to a path; where nothing is known, the line is broken. */
const pathOf = (moments, pick, most, until) => {
  let path = "", before = -Infinity;
  for (const moment of moments) {
    const value = pick(moment);
    if (value == null) { before = -Infinity; continue; }
    const x = width * (1 - (until - moment.time) / span);
    const y = height - 2 - (height - 6) * Math.min(1, value / most);
    path += (moment.time - before > gap ? "M" : "L") + x.toFixed(1) + " " + y.toFixed(1);
    before = moment.time;
  }
  return path;
};

class Chart {
  /** @param lines each { name, of: moment → number or null, kind, isLimit } */
  constructor(place, title, { unit = "", write = written, least = 1, note = "" }, lines) {
    Object.assign(this, { title, unit, write, least, lines });
    this.top = element("span");
    this.plot = svg("svg", {
      class: "plot", role: "img", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none",
    });
    this.paths = lines.map(line => this.plot.appendChild(svg("path", { class: line.kind, d: "" })));
    this.values = lines.map(() => element("b"));
    place.append(element("figure", {},
      element("figcaption", {}, element("h3", {}, title), element("span", { class: "quiet" }, note)),
      element("div", { class: "top", "aria-hidden": "true" }, this.top, unit),
      this.plot,
      element("div", { class: "axis", "aria-hidden": "true" }, element("span", {}, "5 min ago"), "now"),
      element("ul", { class: "legend" },
        ...lines.map((line, at) => element("li", {}, sample(line.kind), line.name + " ", this.values[at])))));
  }

  draw(moments, until) {
    const now = moments.at(-1);
    const highest = this.lines.map(line => {
      const values = moments.map(line.of).filter(value => value != null);
      return values.length > 0 ? Math.max(...values) : null;
    });
    const most = Math.max(this.least, ...highest);
    say(this.top, this.write(most));
    this.lines.forEach((line, at) => {
      this.paths[at].setAttribute("d", pathOf(moments, line.of, most, until));
      say(this.values[at], this.write(line.of(now)));
    });
    this.plot.setAttribute("aria-label", `${this.title}: ` + this.lines
      .map((line, at) => `${line.name} ${this.write(line.of(now))}, at most ${this.write(highest[at])}`)
      .join("; ") + ". Over the last five minutes.");
  }
}
