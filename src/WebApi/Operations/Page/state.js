
/** What the state is, and whether it is known at all: said aloud only where it changes. */
const states = {
  healthy: ["●", "Healthy"],
  degraded: ["▲", "Degraded"],
  unhealthy: ["✖", "Unhealthy"],
  unknown: ["?", "Not looked at yet"],
  lost: ["✖", "Connection lost: trying again by itself"],
};

const isOldAfter = 3_500;

const showState = (name, reasons) => {
  const [mark, words] = states[name] ?? states.unknown;
  const all = [words, ...reasons].join(" ");
  if (byId("state").dataset.said === all) return;
  byId("state").dataset.said = all;
  byId("health").dataset.state = name;
  byId("state").replaceChildren(element("span", { "aria-hidden": "true", class: "mark" }, mark), words);
  byId("reasons").replaceChildren(...reasons.map(reason => element("li", {}, reason)));
  document.title = `${mark} ${words} – Operations`;
};

/** Once a second: how old what is shown is. The state that was heard of last is not claimed beyond that. */
const showAge = view => {
  if (!view) return;
  const age = Date.now() - skew - view.time;
  const seconds = Math.max(0, Math.round(age / 1000));
  const isOld = age > isOldAfter;
  document.body.classList.toggle("is-old", isOld);
  say(byId("age"), isOld ? `these numbers are ${seconds} s old` : isPaused ? "paused" : "live");
  if (isOld) showState("lost", ["What is shown is what was last heard of; the service may be down or out of reach."]);
  else showState(view.health.status, view.health.reasons);
  say(byId("version"), `Enterprise ${view.version.split("+")[0]}`);
  say(byId("checked"), view.health.checkedAt ? `Looked at ${clockTime(view.health.checkedAt)}.`
    : "Health is watched while Diagnostics__Enabled is true.");
};
