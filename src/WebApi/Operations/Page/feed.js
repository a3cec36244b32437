
/** The events, the history that they make, and their coming back after whatever has happened. */
const moments = [];
let skew = 0;
let isPaused = false;
let isDue = false;
let latest = null;

const take = (event, isWhole) => {
  const view = JSON.parse(event.data);
  view.time = Date.parse(view.at);
  view.isWhole = isWhole;
  // The clocks of the two machines differ; what has just come is new.
  if (isWhole) skew = Date.now() - view.time;
  if (moments.length > 0 && view.time <= moments.at(-1).time) return;
  moments.push(isWhole ? { ...view, statements: [], slowest: [] } : view);
  while (moments[0].time < view.time - span) moments.shift();
  latest = view;
  if (!isPaused && !isDue) {
    isDue = true;
    requestAnimationFrame(draw);
  }
};

const draw = () => {
  isDue = false;
  drawCharts(moments);
  fillTables(latest);
  showAge(latest);
};

const connect = () => {
  const source = new EventSource("ops/events");
  source.addEventListener("now", event => take(event, true));
  source.addEventListener("past", event => take(event, false));
  source.addEventListener("error", () => {
    if (!latest) showState("lost", []);
    // What was refused is not tried again by the browser.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 5_000);
  });
};

byId("pause").addEventListener("click", () => {
  isPaused = !isPaused;
  byId("pause").setAttribute("aria-pressed", String(isPaused));
  if (!isPaused && latest) draw();
});

setInterval(() => showAge(latest), 1_000);
connect();
